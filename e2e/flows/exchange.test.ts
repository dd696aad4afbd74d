import { fileURLToPath } from 'node:url';
import { TokenType } from '@cambio/oauth';
import { requireProgram } from '@cambio/testkit/programs';
import { expect } from 'chai';
import { IdentityPoolClient } from 'google-auth-library';
import * as oauth from 'oauth4webapi';
import * as openid from 'openid-client';
import { z } from 'zod';
import { runProgram } from '../gateway/programs.ts';
import { post } from '../shop/answer.ts';
import { exchangeForm, openShop, type Shop } from '../shop/shop.ts';
import { DEPLOYER, SHOP } from '../shop/trust.ts';

/** What another process, which knows the issuer URL alone, finds in a token it accepts. */
async function verifiedElsewhere(issuer: string, token: string): Promise<Record<string, unknown>> {
  const script = fileURLToPath(new URL('../peers/verifier.ts', import.meta.url));
  const { code, stdout, stderr } = await runProgram(process.execPath, [script, issuer, DEPLOYER], {
    input: token,
  });
  expect(code, stderr).to.equal(0);
  return JSON.parse(stdout);
}

describe('the exchange, by off-the-shelf clients', () => {
  let shop: Shop;
  before(async () => {
    shop = await openShop();
  });
  after(() => shop.close());

  it('works with curl, and another process verifies the token', async () => {
    await requireProgram('curl', 'curl');
    const { issuer } = shop.gateway;
    const form = [...exchangeForm(await shop.subjectToken())].flatMap(([name, value]) => [
      '--data-urlencode',
      `${name}=${value}`,
    ]);
    const { stdout } = await runProgram('curl', ['--silent', '--show-error', `${issuer}/token`, ...form]);
    const answer = JSON.parse(stdout);
    expect(answer).to.include({ token_type: 'Bearer', expires_in: 600, scope: 'deploy:read deploy:write' });
    const claims = await verifiedElsewhere(issuer, answer.access_token);
    expect(claims).to.include({
      iss: issuer,
      sub: 'repo/123456',
      aud: DEPLOYER,
      client_id: 'mapping:shop-deploy',
      scope: 'deploy:read deploy:write',
      repository: 'acme/shop',
      txn: answer.decision_id,
    });
    expect(Number(claims.exp) - Number(claims.iat)).to.equal(600);
  });

  it('works with oauth4webapi', async () => {
    const issuer = new URL(shop.gateway.issuer);
    const insecure = { [oauth.allowInsecureRequests]: true };
    const discovery = await oauth.discoveryRequest(issuer, { algorithm: 'oauth2', ...insecure });
    const server = await oauth.processDiscoveryResponse(issuer, discovery);
    const client = { client_id: 'unused: a workload has no registration' };
    const noAuthentication: oauth.ClientAuth = () => undefined;
    const parameters = exchangeForm(await shop.subjectToken(), { scope: 'deploy:read' });
    const grant = parameters.get('grant_type') ?? '';
    parameters.delete('grant_type');
    const response = await oauth.genericTokenEndpointRequest(
      server,
      client,
      noAuthentication,
      grant,
      parameters,
      insecure,
    );
    const token = await oauth.processGenericTokenEndpointResponse(server, client, response);
    expect(token).to.include({
      token_type: 'bearer',
      scope: 'deploy:read',
      issued_token_type: TokenType.accessToken,
    });
    expect(await verifiedElsewhere(shop.gateway.issuer, token.access_token)).to.include({
      scope: 'deploy:read',
    });
  });

  it('works with openid-client', async () => {
    const noAuthentication: openid.ClientAuth = () => undefined;
    const server = await openid.discovery(
      new URL(shop.gateway.issuer),
      'unused: a workload has no registration',
      undefined,
      noAuthentication,
      { execute: [openid.allowInsecureRequests] },
    );
    const parameters = exchangeForm(await shop.subjectToken(), { scope: 'deploy:read' });
    const grant = parameters.get('grant_type') ?? '';
    parameters.delete('grant_type');
    const token = await openid.genericGrantRequest(server, grant, parameters);
    expect(token).to.include({ token_type: 'bearer', scope: 'deploy:read' });
    expect(await verifiedElsewhere(shop.gateway.issuer, token.access_token)).to.include({ aud: DEPLOYER });
  });

  it("works with google-auth-library's external accounts, which fetch the job's token themselves", async () => {
    const job = shop.platform.job(SHOP);
    const client = new IdentityPoolClient({
      type: 'external_account',
      audience: DEPLOYER,
      subject_token_type: TokenType.jwt,
      token_url: `${shop.gateway.issuer}/token`,
      scopes: ['deploy:write'],
      credential_source: {
        url: `${job.ACTIONS_ID_TOKEN_REQUEST_URL}&audience=${encodeURIComponent(shop.gateway.issuer)}`,
        headers: { Authorization: `bearer ${job.ACTIONS_ID_TOKEN_REQUEST_TOKEN}` },
        format: { type: 'json', subject_token_field_name: 'value' },
      },
    });
    const { token } = await client.getAccessToken();
    expect(await verifiedElsewhere(shop.gateway.issuer, token ?? '')).to.include({ scope: 'deploy:write' });
  });

  it('accepts both forms of the subject GitHub writes', async () => {
    for (const format of ['immutable', 'legacy'] as const) {
      const job = shop.platform.job(SHOP, format);
      const url = `${job.ACTIONS_ID_TOKEN_REQUEST_URL}&audience=${encodeURIComponent(shop.gateway.issuer)}`;
      const authorization = `bearer ${job.ACTIONS_ID_TOKEN_REQUEST_TOKEN}`;
      const response = await fetch(url, { headers: { authorization } });
      const { value } = z.object({ value: z.string() }).parse(await response.json());
      expect((await post(shop.gateway.issuer, exchangeForm(value))).status, format).to.equal(200);
    }
  });

  it('names the target by audience, id or resource, and binds the token to its audience', async () => {
    const ways = [{}, { audience: 'deployer' }, { audience: undefined, resource: DEPLOYER }];
    for (const way of ways) {
      const { token } = await post(shop.gateway.issuer, exchangeForm(await shop.subjectToken(), way));
      expect(await verifiedElsewhere(shop.gateway.issuer, token?.access_token ?? '')).to.include({
        aud: DEPLOYER,
      });
    }
  });

  it('goes on when the platform rotates its keys', async () => {
    await shop.platform.rotate();
    expect((await post(shop.gateway.issuer, exchangeForm(await shop.subjectToken()))).status).to.equal(200);
  });

  it('answers so that nobody keeps the token', async () => {
    const { headers } = await post(shop.gateway.issuer, exchangeForm(await shop.subjectToken()));
    expect(headers.get('cache-control')).to.equal('no-store');
    expect(headers.get('pragma')).to.equal('no-cache');
    expect(headers.get('content-type')).to.match(/^application\/json/);
  });
});
