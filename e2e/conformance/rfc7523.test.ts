import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GrantType, JWT_BEARER_ASSERTION } from '@cambio/oauth';
import {
  algNone,
  type Changes,
  createRoutes,
  decode,
  freePort,
  hs256WithPublicKey,
  type KubernetesPlatform,
  listen,
  type RunningServer,
  startKubernetesPlatform,
  tamperSignature,
  wrongKey,
} from '@cambio/testkit';
import { expect } from 'chai';
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { type Gateway, startGateway } from '../gateway/start-gateway.ts';
import { type Answer, post } from '../shop/answer.ts';
import { exchangeForm, openShop, type Shop } from '../shop/shop.ts';
import { DEPLOYER, shopTrust } from '../shop/trust.ts';

const POD = '5c3f1f7e-9f1d-4a3e-8d7b-0a6d8d5c1b2a';

const moreTrust = (gateway: string, cluster: string) => `
---
kind: Issuer
id: cluster
provider: kubernetes
url: ${cluster}
allowPrivateNetwork: true
owner: platform@acme.example
---
kind: Target
id: clients
audience: ${gateway}
scopes: { stock-service: Be the stock service, other-service: Be another }
owner: platform@acme.example
---
kind: Mapping
id: stock-service-is-its-pod
owner: stock@acme.example
purpose: The stock service authenticates by its service account
issuer: cluster
target: clients
match: { /kubernetes.io/serviceaccount/uid: "${POD}" }
grant: { scopes: [stock-service] }
---
kind: Mapping
id: stock-deploys
owner: stock@acme.example
purpose: The stock service deploys itself
issuer: clients
target: deployer
match: { client_id: stock-service, auth: federated }
grant: { scopes: ["deploy:read"] }
---
kind: Mapping
id: job-is-stock-service
owner: stock@acme.example
purpose: A job of the shop's authenticates as the stock service
issuer: github
target: clients
match: { repository_id: "123456" }
grant: { scopes: [stock-service] }
`;

const GRANTS = ['token-exchange', 'client_credentials', 'jwt-bearer'];

type Form = Readonly<Record<string, string>>;

describe('RFC 7523, JWTs as credentials and as grants', () => {
  let shop: Shop;
  let issuer: string;
  let cluster: KubernetesPlatform;
  let key: CryptoKey;
  let publicJwk: Readonly<Record<string, string>>;
  let published: RunningServer;
  let folder: string;
  /** A further process on the same state and under the same issuer URL. */
  let another: Gateway;
  before(async () => {
    cluster = await startKubernetesPlatform({ now: Date.now });
    const pair = await generateKeyPair('ES256');
    key = pair.privateKey;
    const { crv = '', x = '', y = '' } = await exportJWK(pair.publicKey);
    publicJwk = { kty: 'EC', alg: 'ES256', crv, x, y };
    const routes = createRoutes();
    const odd = [{ kty: 'oct', k: 'AAAA' }, { kty: 'X' }, 7, { ...publicJwk, kid: 'leaked', d: 'AAAA' }];
    routes.add('/jwks', () => ({ json: { keys: [...odd, publicJwk] } }));
    published = await listen(routes.handler);
    const jwksUri = `${published.url}/jwks`;
    const clients = [
      { id: 'order-service', auth: 'private_key_jwt', jwks: { keys: [publicJwk] } },
      { id: 'report-service', auth: 'private_key_jwt', jwksUri, allowPrivateNetwork: true },
      { id: 'guarded-service', auth: 'private_key_jwt', jwksUri },
      { id: 'stock-service', auth: 'federated' },
      { id: 'other-service', auth: 'federated' },
    ].map((client) => ({ ...client, grants: GRANTS }));
    const port = await freePort();
    const args = ['--set', `clients=${JSON.stringify(clients)}`];
    const more = moreTrust(`http://127.0.0.1:${port}`, cluster.issuer);
    folder = await mkdtemp(join(tmpdir(), 'cambio-services-'));
    shop = await openShop({ folder, port, moreTrust: more, args });
    issuer = shop.gateway.issuer;
    const trust = shopTrust(shop.platform.issuer) + more;
    another = await startGateway({ trust, folder, args: [...args, '--issuer', issuer] });
  });
  after(async () => {
    await another.stop();
    await shop.close();
    await rm(folder, { recursive: true });
    await cluster.close();
    await published.close();
  });

  const assertion = async (changes: Changes = {}, header: object = {}, by = key): Promise<string> => {
    const now = Math.floor(Date.now() / 1000);
    const valid = { iss: 'order-service', sub: 'order-service', aud: issuer, iat: now, exp: now + 60 };
    const claims = Object.entries({ ...valid, jti: crypto.randomUUID(), ...changes });
    return new SignJWT(Object.fromEntries(claims.filter(([, value]) => value !== undefined)))
      .setProtectedHeader({ alg: 'ES256', ...header })
      .sign(by);
  };
  const asClient = (client_assertion: string, client_id?: string): Form => ({
    ...(client_id !== undefined && { client_id }),
    client_assertion_type: JWT_BEARER_ASSERTION,
    client_assertion,
  });
  /** An exchange for a client with these credentials. */
  const exchange = async (credentials: Form): Promise<Answer> =>
    post(issuer, exchangeForm(await shop.subjectToken(), credentials));
  const expectInvalidClient = ({ status, failure, token }: Answer, what?: string) => {
    expect([status, failure?.error], what).to.deep.equal([401, 'invalid_client']);
    expect(token, what).to.equal(undefined);
  };
  const claimsOf = ({ token }: Answer) => decode(token?.access_token ?? '').claims;

  describe('client assertions', () => {
    it('JA-01 authenticate the client that made them, with and without client_id', async () => {
      for (const client_id of [undefined, 'order-service']) {
        const answer = await exchange(asClient(await assertion(), client_id));
        expect(claimsOf(answer)).to.include({ client_id: 'order-service', sub: 'repo/123456' });
      }
    });

    it('JA-01 are verified by the keys a service publishes', async () => {
      const made = await assertion({ iss: 'report-service', sub: 'report-service' });
      expect(claimsOf(await exchange(asClient(made)))).to.include({ client_id: 'report-service' });
    });

    it('JA-01 cause no fetch from a private network without leave', async () => {
      const made = await assertion({ iss: 'guarded-service', sub: 'guarded-service' });
      expectInvalidClient(await exchange(asClient(made)));
    });

    it('JA-02 are about the client that made them and no other', async () => {
      expectInvalidClient(await exchange(asClient(await assertion({ sub: 'report-service' }))));
      expectInvalidClient(await exchange(asClient(await assertion({ iss: 'report-service' }))));
      expectInvalidClient(await exchange(asClient(await assertion({ sub: undefined }))));
      expectInvalidClient(await exchange(asClient(await assertion(), 'report-service')));
      expectInvalidClient(await exchange(asClient(await assertion(), 'stock-service')));
    });

    it('JA-03 are for the issuer alone', async () => {
      expect((await exchange(asClient(await assertion({ aud: [issuer] })))).status).to.equal(200);
      const others = [
        `${issuer}/token`,
        [issuer, 'https://other.example'],
        [issuer, issuer],
        [],
        undefined,
        `${issuer}/`,
      ];
      for (const aud of others) {
        expectInvalidClient(await exchange(asClient(await assertion({ aud }))), JSON.stringify(aud));
      }
    });

    it('JA-04 live now, and not long', async () => {
      const now = Math.floor(Date.now() / 1000);
      const times: readonly Changes[] = [
        { exp: undefined },
        { exp: now - 120 },
        { exp: now + 3600 },
        { iat: now + 3600, exp: now + 3660 },
        { nbf: now + 300 },
        { iat: undefined },
        { exp: `${now + 60}` },
      ];
      for (const changes of times) {
        expectInvalidClient(await exchange(asClient(await assertion(changes))), JSON.stringify(changes));
      }
    });

    it('JA-05 are used once', async () => {
      const once = await assertion();
      expect((await exchange(asClient(once))).status).to.equal(200);
      expectInvalidClient(await exchange(asClient(once)));
      expectInvalidClient(await exchange(asClient(await assertion({ jti: undefined }))));
    });

    it('JA-05 are used once by all processes together, however many come at the same time', async () => {
      const once = asClient(await assertion());
      const places = Array.from({ length: 10 }, () => [issuer, `http://127.0.0.1:${another.port}`]).flat();
      const answers = await Promise.all(
        places.map(async (place) => post(place, exchangeForm(await shop.subjectToken(), once))),
      );
      expect(answers.filter(({ status }) => status === 200)).to.have.length(1);
      for (const answer of answers.filter(({ status }) => status !== 200)) expectInvalidClient(answer);
    });

    it('JA-05 of two clients may have one jti', async () => {
      const jti = crypto.randomUUID();
      for (const id of ['order-service', 'report-service']) {
        const made = await assertion({ iss: id, sub: id, jti });
        expect((await exchange(asClient(made))).status, id).to.equal(200);
      }
    });

    it('JA-06 are signed by the registered key', async () => {
      const good = await assertion();
      const { privateKey } = await generateKeyPair('ES256');
      const secret = await hs256WithPublicKey(good, publicJwk);
      const forged = [algNone(good), algNone(good, {}, 'nOnE'), secret, tamperSignature(good)];
      for (const each of [...forged, await assertion({}, {}, privateKey), `${good}x`, 'x', 'a.b.c', '{}']) {
        expectInvalidClient(await exchange(asClient(each)), each.slice(0, 40));
      }
    });

    it('JA-07 are no other kind of token', async () => {
      for (const typ of [
        'client-authentication+jwt',
        'JWT',
        'jwt',
        'application/client-authentication+jwt',
      ]) {
        expect((await exchange(asClient(await assertion({}, { typ })))).status, typ).to.equal(200);
      }
      for (const typ of ['at+jwt', 'dpop+jwt', 'secevent+jwt', 'token-introspection+jwt', '']) {
        expectInvalidClient(await exchange(asClient(await assertion({}, { typ }))), typ);
      }
    });

    it('JA-08 are taken by every endpoint, and once by all of them', async () => {
      for (const path of ['/introspect', '/revoke']) {
        const once = asClient(await assertion());
        const ask = () =>
          fetch(`${issuer}${path}`, { method: 'POST', body: new URLSearchParams({ token: 'x', ...once }) });
        expect((await ask()).status, path).to.equal(200);
        expect((await ask()).status, path).to.equal(401);
        expectInvalidClient(await exchange(once), path);
      }
    });

    it('JA-09 say what they are', async () => {
      const client_assertion = await assertion();
      for (const client_assertion_type of [
        undefined,
        '',
        'urn:ietf:params:oauth:client-assertion-type:saml2-bearer',
      ]) {
        const form = exchangeForm(await shop.subjectToken(), { client_assertion, client_assertion_type });
        const { status, failure } = await post(issuer, form);
        expect([status, failure?.error]).to.deep.equal([400, 'invalid_request']);
      }
    });
  });

  const podToken = (changes: Changes = {}) =>
    cluster.issue({
      aud: [issuer],
      'kubernetes.io': {
        namespace: 'stock',
        pod: { name: 'stock-0', uid: 'e2e' },
        serviceaccount: { name: 'stock', uid: POD },
      },
      ...changes,
    });

  describe('federated client assertions', () => {
    const clientCredentials = (credentials: Form) =>
      post(
        issuer,
        new URLSearchParams({ grant_type: GrantType.clientCredentials, audience: DEPLOYER, ...credentials }),
      );

    it('JA-01 authenticate a service by a token of its platform, as a mapping allows', async () => {
      const answer = await exchange(asClient(await podToken(), 'stock-service'));
      expect(claimsOf(answer)).to.include({ client_id: 'stock-service', sub: 'repo/123456' });
      const own = await clientCredentials(asClient(await podToken(), 'stock-service'));
      expect(claimsOf(own)).to.include({
        client_id: 'stock-service',
        sub: 'clients:client_id=stock-service',
      });
    });

    it('JA-01 are taken by every endpoint', async () => {
      for (const path of ['/introspect', '/revoke']) {
        const form = { token: 'x', ...asClient(await podToken(), 'stock-service') };
        const response = await fetch(`${issuer}${path}`, { method: 'POST', body: new URLSearchParams(form) });
        expect(response.status, path).to.equal(200);
      }
    });

    it('JA-02 authenticate no service but the one that is named and allowed', async () => {
      const token = await podToken();
      for (const client_id of [undefined, 'other-service', 'order-service', 'nobody']) {
        expectInvalidClient(await exchange(asClient(token, client_id)), client_id);
      }
      const another = { namespace: 'stock', serviceaccount: { name: 'stock', uid: 'another' } };
      const stranger = await podToken({ 'kubernetes.io': another });
      expectInvalidClient(await exchange(asClient(stranger, 'stock-service')));
    });

    it('JA-03 are for the gateway alone', async () => {
      for (const aud of [
        [issuer, 'https://other.example'],
        [`${issuer}/token`],
        ['https://kubernetes.default.svc'],
      ]) {
        expectInvalidClient(await exchange(asClient(await podToken({ aud }), 'stock-service')), aud.join());
      }
    });

    it('JA-04, JA-06 are verified as subject tokens are', async () => {
      const good = await podToken();
      const past = Math.floor(Date.now() / 1000) - 3600;
      const bad = [
        await podToken({ exp: past }),
        tamperSignature(good),
        algNone(good),
        await wrongKey(good),
        await podToken({ iss: 'https://kubernetes.evil.example' }),
      ];
      for (const token of bad) expectInvalidClient(await exchange(asClient(token, 'stock-service')));
    });

    it("JA-05 are used as often as their issuer's replay mode lets them: a mounted token again, a job's once", async () => {
      const mounted = await podToken();
      for (let use = 0; use < 2; use++) {
        expect((await exchange(asClient(mounted, 'stock-service'))).status).to.equal(200);
      }
      const ofJob = await shop.subjectToken();
      expect((await exchange(asClient(ofJob, 'stock-service'))).status).to.equal(200);
      expectInvalidClient(await exchange(asClient(ofJob, 'stock-service')));
    });

    it('JA-05 are used once, however many come at the same time', async () => {
      const ofJob = asClient(await shop.subjectToken(), 'stock-service');
      const answers = await Promise.all(Array.from({ length: 10 }, () => clientCredentials(ofJob)));
      expect(answers.filter(({ status }) => status === 200)).to.have.length(1);
    });

    it('leave no way in for a federated service without them', async () => {
      expectInvalidClient(await exchange({ client_id: 'stock-service' }));
      const made = await assertion({ iss: 'stock-service', sub: 'stock-service' });
      expectInvalidClient(await exchange(asClient(made, 'stock-service')));
      expectInvalidClient(await exchange(asClient(made)));
    });
  });

  describe('the JWT bearer grant', () => {
    const grant = async (token: string, changed: Form = {}) =>
      post(
        issuer,
        new URLSearchParams({
          grant_type: GrantType.jwtBearer,
          assertion: token,
          audience: DEPLOYER,
          ...asClient(await assertion()),
          ...changed,
        }),
      );

    it('gives a service what the mapping of the assertion grants', async () => {
      const answer = await grant(await shop.subjectToken());
      expect(answer.status, JSON.stringify(answer.failure)).to.equal(200);
      expect(claimsOf(answer)).to.include({
        client_id: 'order-service',
        sub: 'repo/123456',
        scope: 'deploy:read deploy:write',
      });
    });

    it('JA-10 refuses a bad assertion with invalid_grant', async () => {
      const now = Math.floor(Date.now() / 1000);
      const good = await shop.subjectToken();
      const bad = [
        await shop.subjectToken({ iat: now - 900, nbf: now - 900, exp: now - 600 }),
        await shop.subjectToken({ aud: 'https://other.example' }),
        await shop.subjectToken({ iss: 'https://unknown.example' }),
        await shop.subjectToken({ sub: undefined }),
        tamperSignature(good),
        algNone(good),
        'x',
      ];
      for (const token of bad) {
        const { status, failure } = await grant(token);
        expect([status, failure?.error], token.slice(0, 20)).to.deep.equal([400, 'invalid_grant']);
      }
    });

    it('JA-10 tells a missing assertion from a bad one', async () => {
      const { status, failure } = await grant('');
      expect([status, failure?.error]).to.deep.equal([400, 'invalid_request']);
    });

    it('JA-11 takes the issuer or the token endpoint for its audience, and one of them alone', async () => {
      for (const aud of [issuer, `${issuer}/token`, [issuer]]) {
        expect((await grant(await shop.subjectToken({ aud }))).status, JSON.stringify(aud)).to.equal(200);
      }
      for (const aud of [
        [issuer, `${issuer}/token`],
        [issuer, 'https://other.example'],
        `${issuer}/introspect`,
      ]) {
        const { failure } = await grant(await shop.subjectToken({ aud }));
        expect(failure?.error, JSON.stringify(aud)).to.equal('invalid_grant');
      }
      const exchanged = await post(issuer, exchangeForm(await shop.subjectToken({ aud: `${issuer}/token` })));
      expect(exchanged.status).to.equal(400);
    });

    it('JA-12 grants no scope beyond the mapping', async () => {
      const narrow = await grant(await shop.subjectToken(), { scope: 'deploy:read' });
      expect(narrow.token?.scope).to.equal('deploy:read');
      const { status, failure } = await grant(await shop.subjectToken(), { scope: 'deploy:read publish' });
      expect([status, failure?.error]).to.deep.equal([400, 'invalid_scope']);
    });

    it('JA-13 gives no refresh token, and a token that lives no longer than its mapping says', async () => {
      const answer = await grant(await shop.subjectToken());
      expect(answer.token).not.to.have.property('refresh_token');
      const { exp, iat } = claimsOf(answer);
      expect(Number(exp) - Number(iat)).to.equal(600);
    });

    it('is for services alone', async () => {
      const body = new URLSearchParams({
        grant_type: GrantType.jwtBearer,
        assertion: await shop.subjectToken(),
      });
      expectInvalidClient(await post(issuer, body));
    });

    it('JA-14 uses a token up for the exchange as well', async () => {
      const token = await shop.subjectToken();
      expect((await grant(token)).status).to.equal(200);
      const exchanged = await post(issuer, exchangeForm(token, asClient(await assertion())));
      expect(exchanged.failure).to.include({ error: 'invalid_request', reason: 'replayed' });
      const other = await shop.subjectToken();
      expect((await post(issuer, exchangeForm(other))).status).to.equal(200);
      expect((await grant(other)).failure).to.include({ error: 'invalid_grant', reason: 'replayed' });
    });

    it('JA-14 takes no token in a role that trust does not give it', async () => {
      const { failure } = await grant(await podToken());
      expect(failure).to.include({ error: 'invalid_target' });
      const own = (await exchange(asClient(await assertion()))).token?.access_token ?? '';
      expect((await grant(own)).failure?.error).to.equal('invalid_grant');
      expectInvalidClient(await exchange(asClient(own, 'stock-service')));
      expect((await grant(await assertion())).failure?.error).to.equal('invalid_grant');
    });

    it('JA-14 takes no token in two roles at once', async () => {
      const token = await podToken();
      for (const [name, more] of [
        ['subject_token', { subject_token_type: 'urn:ietf:params:oauth:token-type:jwt' }],
        ['assertion', { grant_type: GrantType.jwtBearer }],
      ] as const) {
        const credentials = asClient(token, 'stock-service');
        const { status, failure } = await exchange({ ...credentials, ...more, [name]: token });
        expect([status, failure?.error], name).to.deep.equal([400, 'invalid_request']);
      }
    });
  });
});
