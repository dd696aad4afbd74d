import { request } from 'node:http';
import { GrantType } from '@cambio/oauth';
import { decode, startKubernetesPlatform } from '@cambio/testkit';
import { expect } from 'chai';
import { type Answer, post } from '../shop/answer.ts';
import { createService, type Service } from '../shop/service.ts';
import { exchangeForm, openShop, type Shop } from '../shop/shop.ts';
import { tlsCaller } from '../shop/tls-caller.ts';
import { DEPLOYER } from '../shop/trust.ts';

/** A service that may deploy for itself, and a cluster whose keys are asked for only when a token of it comes. */
const moreTrust = (cluster: string) => `
---
kind: Mapping
id: orders-deploys
owner: orders@acme.example
purpose: The order service deploys itself
issuer: clients
target: deployer
match: { client_id: order-service }
grant: { scopes: ["deploy:read"] }
---
kind: Issuer
id: cluster
provider: kubernetes
url: ${cluster}
allowPrivateNetwork: true
owner: platform@acme.example
---
kind: Mapping
id: cluster-deploys
owner: platform@acme.example
purpose: A pod deploys
issuer: cluster
target: deployer
match: { sub: "system:serviceaccount:a:b" }
grant: { scopes: ["deploy:read"] }
`;

describe('RFC 6749, the token endpoint', () => {
  let shop: Shop;
  let issuer: string;
  let orders: Service;
  let closed: Service;
  let cluster: Awaited<ReturnType<typeof startKubernetesPlatform>>;
  before(async () => {
    cluster = await startKubernetesPlatform({ now: Date.now });
    [orders, closed] = await Promise.all([createService('order-service'), createService('closed-service')]);
    const clients = [
      { ...orders.registration, grants: ['token-exchange', 'client_credentials'] },
      { ...closed.registration, grants: ['client_credentials'] },
    ];
    shop = await openShop({
      moreTrust: moreTrust(cluster.issuer),
      args: ['--set', `clients=${JSON.stringify(clients)}`],
    });
    issuer = shop.gateway.issuer;
  });
  after(async () => {
    await shop.close();
    await cluster.close();
  });

  const exchange = async (changed: Parameters<typeof exchangeForm>[1] = {}): Promise<Answer> =>
    post(issuer, exchangeForm(await shop.subjectToken(), changed));
  const clientCredentials = async (service: Service, changed: Record<string, string> = {}): Promise<Answer> =>
    post(
      issuer,
      new URLSearchParams({
        grant_type: GrantType.clientCredentials,
        audience: DEPLOYER,
        ...(await service.credentials(issuer)),
        ...changed,
      }),
    );
  const errorOf = ({ status, failure }: Answer) => [status, failure?.error];

  it('OA-01 answers with a token nobody may keep, whatever the grant', async () => {
    const answers = [
      await exchange(),
      await exchange(await orders.credentials(issuer)),
      await clientCredentials(orders),
    ];
    for (const { status, headers, token } of answers) {
      expect(status).to.equal(200);
      expect(headers.get('content-type')).to.match(/^application\/json/);
      expect(headers.get('cache-control')).to.equal('no-store');
      expect(headers.get('pragma')).to.equal('no-cache');
      expect(token).to.include.keys('access_token', 'token_type');
    }
  });

  it('OA-02 says how long the token lives, and not longer', async () => {
    for (const { token } of [await exchange(), await clientCredentials(orders)]) {
      const { exp, iat } = decode(token?.access_token ?? '').claims;
      expect(token?.expires_in).to.equal(Number(exp) - Number(iat));
    }
  });

  it('OA-03 says which scopes were granted, and grants none where one asked for may not be had', async () => {
    expect((await exchange({ scope: 'deploy:read' })).token?.scope).to.equal('deploy:read');
    expect(errorOf(await exchange({ scope: 'deploy:read publish' }))).to.deep.equal([400, 'invalid_scope']);
    const beyond = await clientCredentials(orders, { scope: 'deploy:read deploy:write' });
    expect(errorOf(beyond)).to.deep.equal([400, 'invalid_scope']);
  });

  it("OA-04 grants the mapping's own scopes to who asks for none, and says so", async () => {
    expect((await exchange()).token?.scope).to.equal('deploy:read deploy:write');
    expect((await clientCredentials(orders)).token?.scope).to.equal('deploy:read');
  });

  it('OA-05 takes scopes as they are written, in any order and number', async () => {
    const same = await exchange({ scope: 'deploy:write deploy:read deploy:write' });
    expect(same.token?.scope.split(' ').sort()).to.deep.equal(['deploy:read', 'deploy:write']);
    const malformed = [
      'deploy:read  deploy:write',
      ' deploy:read',
      'deploy:read\t',
      'deploy:"read"',
      'deploy\\read',
    ];
    for (const scope of ['Deploy:read', ...malformed]) {
      expect(errorOf(await exchange({ scope })), scope).to.deep.equal([400, 'invalid_scope']);
      expect(errorOf(await clientCredentials(orders, { scope })), scope).to.deep.equal([
        400,
        'invalid_scope',
      ]);
    }
  });

  it('OA-06 gives nothing to GET', async () => {
    const form = exchangeForm(await shop.subjectToken());
    const response = await fetch(`${issuer}/token?${form}`);
    expect(response.status).to.equal(405);
    expect(response.headers.get('allow')).to.equal('POST');
  });

  it('OA-07 refuses a parameter that comes twice', async () => {
    const token = await shop.subjectToken();
    const twice = { grant_type: GrantType.tokenExchange, subject_token: token, scope: 'deploy:read' };
    for (const credentials of [async () => ({}), () => orders.credentials(issuer)]) {
      for (const [name, value] of Object.entries(twice)) {
        for (const second of [value, 'x']) {
          const form = exchangeForm(token, { ...(await credentials()), [name]: [value, second] });
          expect(errorOf(await post(issuer, form)), name).to.deep.equal([400, 'invalid_request']);
        }
      }
    }
    const credentials = await orders.credentials(issuer);
    const clientTwice = { ...credentials, client_id: ['order-service', 'order-service'] };
    expect(errorOf(await exchange(clientTwice))).to.deep.equal([400, 'invalid_request']);
  });

  it('OA-08 takes an empty parameter for none', async () => {
    for (const name of ['actor_token', 'client_id', 'client_secret', 'client_assertion']) {
      expect((await exchange({ [name]: '' })).status, name).to.equal(200);
    }
    const typed = await exchange({
      actor_token: '',
      actor_token_type: 'urn:ietf:params:oauth:token-type:jwt',
    });
    expect(errorOf(typed)).to.deep.equal([400, 'invalid_request']);
    expect(errorOf(await exchange({ grant_type: '' }))).to.deep.equal([400, 'invalid_request']);
  });

  it('OA-09 ignores what it does not know', async () => {
    expect((await exchange({ foo: 'bar' })).status).to.equal(200);
    expect((await clientCredentials(orders, { foo: 'bar' })).status).to.equal(200);
  });

  it('OA-10, OA-11, OA-12 takes a form, and nothing else', async () => {
    const send = async (type: string | undefined, body?: string) => {
      const form = exchangeForm(await shop.subjectToken()).toString();
      return statusOf(`${issuer}/token`, body ?? form, type === undefined ? {} : { 'content-type': type });
    };
    for (const type of [
      'application/x-www-form-urlencoded; charset=UTF-8',
      'APPLICATION/X-WWW-FORM-URLENCODED',
      'application/x-www-form-urlencoded;a=b;c="d"',
    ]) {
      expect(await send(type), type).to.equal(200);
    }
    const json = JSON.stringify(Object.fromEntries(exchangeForm(await shop.subjectToken())));
    expect(await send('application/json', json)).to.equal(400);
    for (const type of ['application/json', 'multipart/form-data; boundary=x', 'text/plain', undefined]) {
      expect(await send(type), type).to.equal(400);
    }
  });

  it('OA-13 refuses a client that authenticates in two ways, even if both were right', async () => {
    const credentials = await orders.credentials(issuer);
    const basic = { authorization: `Basic ${btoa('order-service:x')}` };
    const form = exchangeForm(await shop.subjectToken(), credentials);
    expect(errorOf(await post(issuer, form, basic))).to.deep.equal([400, 'invalid_request']);
    const withSecret = exchangeForm(await shop.subjectToken(), {
      ...(await orders.credentials(issuer)),
      client_secret: 'x',
    });
    expect(errorOf(await post(issuer, withSecret))).to.deep.equal([400, 'invalid_request']);
  });

  it('OA-14 takes no credential from the URL, and does not log it', async () => {
    const credentials = new URLSearchParams(await orders.credentials(issuer));
    const body = new URLSearchParams({ grant_type: GrantType.clientCredentials, audience: DEPLOYER });
    const url = `${issuer}/token?${credentials}&client_secret=canary-secret`;
    const response = await fetch(url, { method: 'POST', body });
    expect(response.status).to.equal(401);
    expect(shop.gateway.log.lines.join()).not.to.contain('canary-secret');
  });

  it('OA-16 answers a wrong password with 401 and a challenge of the scheme used', async () => {
    for (const authorization of [`Basic ${btoa('order-service:wrong')}`, 'Basic !', 'Bearer x', 'Basic']) {
      const { status, failure, headers } = await post(issuer, exchangeForm(await shop.subjectToken()), {
        authorization,
      });
      expect([status, failure?.error], authorization).to.deep.equal([401, 'invalid_client']);
      expect(headers.get('www-authenticate'), authorization).to.match(/^Basic realm="/);
    }
  });

  it('OA-17 answers any secret in the body with 401', async () => {
    for (const client of [{ client_id: 'order-service', client_secret: 'x' }, { client_secret: 'x' }]) {
      expect(errorOf(await exchange(client))).to.deep.equal([401, 'invalid_client']);
    }
  });

  it('OA-18 answers for a client that is not there as for one whose credential is wrong', async () => {
    const stranger = await createService('nobody');
    const forged = await createService('order-service');
    const answers = await Promise.all(
      [
        await stranger.credentials(issuer),
        await forged.credentials(issuer),
        { client_id: 'nobody' },
        { client_id: 'order-service' },
        { client_id: 'nobody', client_secret: 'x' },
        { client_id: 'order-service', client_secret: 'x' },
      ].map(exchange),
    );
    for (const { status, failure } of answers) {
      expect(status).to.equal(401);
      expect(failure).to.deep.equal(answers[0]?.failure);
    }
  });

  it('OA-19 never takes a client_id for the client that authenticated', async () => {
    const credentials = await orders.credentials(issuer);
    for (const client_id of ['closed-service', 'nobody', 'Order-service']) {
      const answer = await exchange({ ...credentials, client_id });
      expect(errorOf(answer), client_id).to.deep.equal([401, 'invalid_client']);
    }
  });

  it('OA-20 tells a missing grant from an unknown one', async () => {
    for (const client of [{}, undefined]) {
      const credentials = async () => client ?? (await orders.credentials(issuer));
      const ask = async (grant_type: string | undefined) =>
        errorOf(await exchange({ ...(await credentials()), grant_type }));
      expect(await ask(undefined)).to.deep.equal([400, 'invalid_request']);
      expect(await ask('')).to.deep.equal([400, 'invalid_request']);
      for (const grant of ['password', 'authorization_code', 'refresh_token', 'implicit', 'x']) {
        expect(await ask(grant), grant).to.deep.equal([400, 'unsupported_grant_type']);
      }
    }
  });

  it('OA-21 refuses a client the grant it may not use, before it looks at any token', async () => {
    const token = await cluster.issue({ aud: [issuer], sub: 'system:serviceaccount:a:b' });
    const asked = { subject_token: token, actor_token_type: 'nonsense', resource: '#' };
    const answer = await exchange({ ...(await closed.credentials(issuer)), ...asked });
    expect(errorOf(answer)).to.deep.equal([400, 'unauthorized_client']);
    const assertion = { grant_type: GrantType.jwtBearer, assertion: token };
    const granted = await exchange({ ...(await orders.credentials(issuer)), ...assertion });
    expect(errorOf(granted)).to.deep.equal([400, 'unauthorized_client']);
  });

  it('OA-23 answers in strict JSON', async () => {
    const form = exchangeForm(await shop.subjectToken());
    const response = await fetch(`${issuer}/token`, { method: 'POST', body: form });
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
      await response.arrayBuffer(),
    );
    expect(text).to.match(/^\{"/);
    const names = [...text.matchAll(/"([a-z_]+)":/g)].map(([, name]) => name);
    expect(new Set(names).size).to.equal(names.length);
  });

  it('OA-24 speaks no plain http where it speaks https', async () => {
    const secure = await openShop({ https: true });
    const form = exchangeForm(await secure.subjectToken());
    const plain = post(secure.gateway.issuer.replace('https', 'http'), form);
    expect(await plain.catch((error: unknown) => error)).to.be.instanceOf(Error);
    const caller = tlsCaller();
    expect((await caller.ask(secure.gateway.issuer, form)).status).to.equal(200);
    await caller.close();
    await secure.close();
  });

  it('OA-25 takes an access token from the header alone', async () => {
    const { token } = await exchange();
    const access_token = token?.access_token ?? '';
    const own = { token: access_token };
    const introspect = (query: string, form: Record<string, string>, headers = {}) =>
      fetch(`${issuer}/introspect${query}`, { method: 'POST', body: new URLSearchParams(form), headers });
    const authorization = `Bearer ${access_token}`;
    expect((await introspect('', own, { authorization })).status).to.equal(200);
    expect((await introspect(`?access_token=${access_token}`, own)).status).to.equal(401);
    expect((await introspect('', { ...own, access_token })).status).to.equal(401);
  });

  it('OA-26 tells who comes without a credential how to bring one, and of no error', async () => {
    const response = await fetch(`${issuer}/introspect`, {
      method: 'POST',
      body: new URLSearchParams({ token: 'x' }),
    });
    expect(response.status).to.equal(401);
    expect(response.headers.get('www-authenticate'))
      .to.match(/^Bearer\b/)
      .and.not.contain('error');
  });

  describe('client credentials (§4.4)', () => {
    it('give a service a token for itself', async () => {
      const { token } = await clientCredentials(orders);
      expect(decode(token?.access_token ?? '').claims).to.include({
        iss: issuer,
        aud: DEPLOYER,
        sub: 'clients:client_id=order-service',
        client_id: 'order-service',
        scope: 'deploy:read',
      });
    });

    it('give nothing to a service that no mapping names', async () => {
      const { failure, status } = await clientCredentials(closed);
      expect(status).to.equal(400);
      expect(failure).to.include({ error: 'invalid_target', reason: 'claim_mismatch' });
    });

    it('are for services alone', async () => {
      const body = new URLSearchParams({ grant_type: GrantType.clientCredentials, audience: DEPLOYER });
      expect(errorOf(await post(issuer, body))).to.deep.equal([401, 'invalid_client']);
    });

    it('are no identity that a token could claim', async () => {
      const forged = await cluster.issue({
        aud: [issuer],
        iss: `${issuer}/clients`,
        client_id: 'order-service',
      });
      expect(errorOf(await exchange({ subject_token: forged }))).to.deep.equal([400, 'invalid_request']);
    });

    it('give a token that is introspected as any other, and dies with its mapping', async () => {
      const { token } = await clientCredentials(orders);
      const access_token = token?.access_token ?? '';
      const response = await fetch(`${issuer}/introspect`, {
        method: 'POST',
        body: new URLSearchParams({ token: access_token }),
        headers: { authorization: `Bearer ${access_token}` },
      });
      expect(await response.json()).to.include({ active: true, client_id: 'order-service' });
    });
  });
});

/** Without what `fetch` adds to a request on its own account. */
function statusOf(url: string, body: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    sent.once('error', reject).end(body);
  });
}
