import { expect } from 'chai';
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from 'jose';
import * as oauth from 'oauth4webapi';
import { post } from '../shop/answer.ts';
import { exchangeForm, openShop, type Shop } from '../shop/shop.ts';

describe('the service door', () => {
  let shop: Shop;
  let key: CryptoKey;
  before(async () => {
    const pair = await generateKeyPair('ES256');
    key = pair.privateKey;
    const jwks = { keys: [{ ...(await exportJWK(pair.publicKey)), alg: 'ES256' }] };
    const clients = [{ id: 'order-service', auth: 'private_key_jwt', jwks }];
    shop = await openShop({ args: ['--set', `clients=${JSON.stringify(clients)}`] });
  });
  after(() => shop.close());

  const assertion = (claims: Record<string, unknown> = {}, by: CryptoKey = key) => {
    const now = Math.floor(Date.now() / 1000);
    const valid = {
      iss: 'order-service',
      sub: 'order-service',
      aud: shop.gateway.issuer,
      iat: now,
      exp: now + 60,
    };
    return new SignJWT({ ...valid, jti: crypto.randomUUID(), ...claims })
      .setProtectedHeader({ alg: 'ES256' })
      .sign(by);
  };
  const withAssertion = async (client_assertion: string) =>
    post(
      shop.gateway.issuer,
      exchangeForm(await shop.subjectToken(), {
        client_id: 'order-service',
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion,
      }),
    );

  it('serves a registered service through oauth4webapi, under its own client id', async () => {
    const issuer = new URL(shop.gateway.issuer);
    const insecure = { [oauth.allowInsecureRequests]: true };
    const server = await oauth.processDiscoveryResponse(
      issuer,
      await oauth.discoveryRequest(issuer, insecure),
    );
    const client = { client_id: 'order-service' };
    const parameters = exchangeForm(await shop.subjectToken());
    const grant = parameters.get('grant_type') ?? '';
    parameters.delete('grant_type');
    const response = await oauth.genericTokenEndpointRequest(
      server,
      client,
      oauth.PrivateKeyJwt(key),
      grant,
      parameters,
      insecure,
    );
    const token = await oauth.processGenericTokenEndpointResponse(server, client, response);
    const claims = JSON.parse(Buffer.from(token.access_token.split('.')[1] ?? '', 'base64url').toString());
    expect(claims).to.include({ client_id: 'order-service', sub: 'repo/123456' });
  });

  it('decides as the workload door does', async () => {
    const form = exchangeForm(await shop.subjectToken({ ref: 'refs/heads/x' }), {
      client_id: 'order-service',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: await assertion(),
    });
    const { status, failure } = await post(shop.gateway.issuer, form);
    expect(status).to.equal(400);
    expect(failure).to.include({ error: 'invalid_target', reason: 'claim_mismatch' });
  });

  it('takes one assertion once, however many come at the same time', async () => {
    const once = await assertion();
    const answers = await Promise.all(Array.from({ length: 20 }, () => withAssertion(once)));
    expect(answers.filter(({ status }) => status === 200)).to.have.length(1);
    const refused = answers.filter(({ status }) => status !== 200);
    expect(
      refused.every(({ status, failure }) => status === 401 && failure?.error === 'invalid_client'),
    ).to.equal(true);
  });

  const bad: readonly [string, () => Promise<string>][] = [
    ['signed by another key', async () => assertion({}, (await generateKeyPair('ES256')).privateKey)],
    ['made for the token endpoint', () => assertion({ aud: `${shop.gateway.issuer}/token` })],
    ['made for two servers', () => assertion({ aud: [shop.gateway.issuer, 'https://other.example'] })],
    ['that lives for a day', () => assertion({ exp: Math.floor(Date.now() / 1000) + 86_400 })],
    ['that has expired', () => assertion({ exp: Math.floor(Date.now() / 1000) - 120 })],
    ['without a jti', () => assertion({ jti: undefined })],
    ['of another subject', () => assertion({ sub: 'somebody' })],
  ];
  for (const [what, make] of bad) {
    it(`answers an assertion ${what} with invalid_client, and nothing else`, async () => {
      const { status, failure, token } = await withAssertion(await make());
      expect(status).to.equal(401);
      expect(failure?.error).to.equal('invalid_client');
      expect(token).to.equal(undefined);
    });
  }

  it('never serves a named client as an anonymous workload', async () => {
    for (const client of [{ client_id: 'order-service' }, { client_id: 'nobody' }, { client_secret: 'x' }]) {
      const { status } = await post(shop.gateway.issuer, exchangeForm(await shop.subjectToken(), client));
      expect(status, JSON.stringify(client)).to.be.oneOf([400, 401]);
    }
    const basic = { authorization: `Basic ${Buffer.from('order-service:x').toString('base64')}` };
    expect(
      (await post(shop.gateway.issuer, exchangeForm(await shop.subjectToken()), basic)).status,
    ).to.be.oneOf([400, 401]);
  });
});
