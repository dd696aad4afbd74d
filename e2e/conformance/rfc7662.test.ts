import { DatabaseSync } from 'node:sqlite';
import { algNone, decode, tamperSignature } from '@cambio/testkit';
import { expect } from 'chai';
import { createDpopKey } from '../shop/dpop-key.ts';
import { actWith, exchangeOwn, type Office, openOffice, REPORTS } from '../shop/office.ts';
import type { Service } from '../shop/service.ts';
import {
  errorOf,
  type Form,
  INACTIVE,
  introspectionOf,
  postForm,
  type StatusAnswer,
} from '../shop/token-status.ts';
import { DEPLOYER, SHOP } from '../shop/trust.ts';

describe('RFC 7662, token introspection', () => {
  let office: Office;
  let issuer: string;
  let endpoint: string;
  before(async () => {
    // Some tests ask again and again until a change has come through.
    office = await openOffice({ args: ['--set', 'limits.inactive=1000000'] });
    issuer = office.gateway.issuer;
    endpoint = `${issuer}/introspect`;
  });
  after(() => office.close());

  const asService = async (service: Service, form: Form): Promise<StatusAnswer> =>
    postForm(endpoint, { ...form, ...(await service.credentials(issuer)) });
  const asBearer = (token: string, form: Form): Promise<StatusAnswer> =>
    postForm(endpoint, form, { authorization: `Bearer ${token}` });

  /** Asks until the answer is this one; another for ever runs into the test's time limit. */
  async function untilActive(token: string, active: boolean, service = office.deployer): Promise<void> {
    while (introspectionOf(await asService(service, { token })).active !== active);
  }

  it('IN-01 challenges a caller without credentials, without an error, and says nothing of the token', async () => {
    const answer = await postForm(endpoint, { token: await office.issue() });
    expect(answer.status).to.equal(401);
    expect(errorOf(answer)).to.equal('invalid_client');
    expect(answer.headers.get('www-authenticate')).to.match(/^Bearer, DPoP algs="[^"]+"$/);
    expect(answer.text).to.equal((await postForm(endpoint, { token: 'garbage' })).text);
  });

  it('IN-01 refuses wrong credentials of a client, and two ways of authenticating', async () => {
    const token = await office.issue();
    const elsewhere = await office.deployer.credentials('https://elsewhere.example');
    for (const credentials of [elsewhere, { client_id: 'deployer-service' }, { client_id: 'nobody' }]) {
      const answer = await postForm(endpoint, { token, ...credentials });
      expect([answer.status, errorOf(answer)]).to.deep.equal([401, 'invalid_client']);
    }
    const both = await asBearer(token, { token, ...(await office.deployer.credentials(issuer)) });
    expect([both.status, errorOf(both)]).to.deep.equal([400, 'invalid_request']);
  });

  it('IN-02 tells the right resource server every claim, through either door', async () => {
    const token = await office.issue({ parameters: { scope: 'deploy:read' } });
    const told = introspectionOf(await asService(office.deployer, { token }));
    expect(told).to.deep.equal({ ...decode(token).claims, active: true, token_type: 'Bearer' });
    expect(told).to.include({
      iss: issuer,
      aud: DEPLOYER,
      sub: 'repo/123456',
      scope: 'deploy:read',
      client_id: 'mapping:shop-deploy',
      repository: 'acme/shop',
    });
    expect(told).to.include.keys('exp', 'iat', 'jti', 'txn');
    expect(introspectionOf(await asBearer(token, { token }))).to.deep.equal(told);
  });

  it('IN-02 tells which client a token was issued to, and who acts', async () => {
    const token = await office.issue({ parameters: await office.orders.credentials(issuer) });
    expect(introspectionOf(await asService(office.deployer, { token }))).to.include({
      active: true,
      client_id: 'order-service',
    });
    const delegated = await office.issue({ parameters: actWith(token) });
    expect(introspectionOf(await asService(office.reports, { token: delegated }))).to.deep.include({
      active: true,
      act: { sub: 'repo/123456', iss: issuer },
    });
  });

  it('IN-02 tells the key of a bound token (DP-20), and asks for no proof of it (DP-22)', async () => {
    const key = await createDpopKey();
    const bound = await office.issue({ headers: { dpop: await key.prove(`${issuer}/token`) } });
    expect(introspectionOf(await asService(office.deployer, { token: bound }))).to.deep.include({
      active: true,
      token_type: 'DPoP',
      cnf: { jkt: key.thumbprint },
    });
  });

  it('IN-03 says of a token that is good for nothing exactly that', async () => {
    const token = await office.issue();
    const revoked = await office.issue();
    await postForm(`${issuer}/revoke`, { token: revoked });
    const dead = [
      revoked,
      tamperSignature(token),
      algNone(token),
      token.slice(0, -1),
      'garbage',
      '…',
      'a'.repeat(20_000),
      await office.subjectToken(),
    ];
    for (const each of dead) {
      const answer = await asService(office.deployer, { token: each });
      expect([answer.status, answer.text], each.slice(0, 40)).to.deep.equal([200, INACTIVE]);
      expect((await asBearer(token, { token: each })).text).to.equal(INACTIVE);
    }
  });

  it('IN-03 calls a token inactive once it has expired', async () => {
    const token = await office.issue({ parameters: { audience: REPORTS, mapping: 'shop-briefly' } });
    await untilActive(token, false, office.reports);
    expect(Date.now() / 1000).to.be.at.least(Number(decode(token).claims.exp));
    expect((await asService(office.reports, { token })).text).to.equal(INACTIVE);
  });

  it("IN-04 says nothing of other audiences' tokens", async () => {
    const token = await office.issue();
    const forReports = await office.issue({ parameters: exchangeOwn(token) });
    expect(introspectionOf(await asService(office.reports, { token: forReports })).active).to.equal(true);
    for (const service of [office.reports, office.orders]) {
      expect((await asService(service, { token })).text).to.equal(INACTIVE);
    }
    expect((await asService(office.deployer, { token: forReports })).text).to.equal(INACTIVE);
    expect((await asBearer(token, { token: forReports })).text).to.equal(INACTIVE);
    expect((await asBearer(forReports, { token })).text).to.equal(INACTIVE);
  });

  it('IN-04 says nothing to the client a token was issued to, unless it is its audience', async () => {
    const token = await office.issue({ parameters: await office.orders.credentials(issuer) });
    expect((await asService(office.orders, { token })).text).to.equal(INACTIVE);
  });

  it('IN-05 refuses a request without a token, or with two', async () => {
    const token = await office.issue();
    const malformed: readonly Form[] = [
      {},
      { token: '' },
      { token: [token, token] },
      { token: [token, 'x'] },
    ];
    for (const form of malformed) {
      for (const answer of [await asService(office.deployer, form), await asBearer(token, form)]) {
        expect([answer.status, errorOf(answer)]).to.deep.equal([400, 'invalid_request']);
      }
    }
  });

  it('IN-06 finds a token whatever the hint', async () => {
    const token = await office.issue();
    const told = introspectionOf(await asService(office.deployer, { token }));
    for (const token_type_hint of ['access_token', 'refresh_token', 'foo', '']) {
      const form = { token, token_type_hint };
      expect(introspectionOf(await asService(office.deployer, form))).to.deep.equal(told);
      expect(introspectionOf(await asBearer(token, form))).to.deep.equal(told);
    }
  });

  const withdrawn: readonly [string, string, string][] = [
    ['its mapping is disabled', 'id: shop-deploy\n', 'id: shop-deploy\nenabled: false\n'],
    ['its mapping has another name', 'id: shop-deploy\n', 'id: shop-deploys\n'],
    ['its mapping has expired', 'id: shop-deploy\n', 'id: shop-deploy\nexpires: 2026-01-01\n'],
    ['its mapping matches another branch', 'ref: refs/heads/main', 'ref: refs/heads/release'],
    ['its mapping grants fewer scopes', '[deploy:read, deploy:write]', '[deploy:read]'],
    ['its mapping grants them for less time', 'lifetime: 10m', 'lifetime: 1s'],
    ['its issuer is disabled', 'provider: github-actions', 'provider: github-actions\nenabled: false'],
    ['its target is disabled', `audience: ${DEPLOYER}`, `audience: ${DEPLOYER}\nenabled: false`],
    [
      'its target takes bound tokens alone',
      `audience: ${DEPLOYER}`,
      `audience: ${DEPLOYER}\ntoken: { binding: dpop }`,
    ],
  ];
  for (const [why, from, to] of withdrawn) {
    it(`IN-07 calls a token inactive as soon as ${why}, and active when that is undone`, async () => {
      const token = await office.issue();
      await untilActive(token, true);
      await office.editTrust(from, to);
      await untilActive(token, false);
      expect((await asService(office.deployer, { token })).text).to.equal(INACTIVE);
      await office.restoreTrust();
      await untilActive(token, true);
    });
  }

  it('IN-07 judges a token by what it was made from, too', async () => {
    const token = await office.issue({ parameters: exchangeOwn(await office.issue()) });
    await untilActive(token, true, office.reports);
    await office.editTrust('ref: refs/heads/main', 'ref: refs/heads/release');
    await untilActive(token, false, office.reports);
    await office.restoreTrust();
    await untilActive(token, true, office.reports);
  });

  it('IN-08 takes no token in a URL', async () => {
    const token = await office.issue();
    const response = await fetch(`${endpoint}?token=${token}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect([response.status, response.headers.get('allow')]).to.deep.equal([405, 'POST']);
    expect(await response.text()).not.to.contain('active');
  });

  it('IN-09 lets nobody keep an answer', async () => {
    const token = await office.issue();
    for (const answer of [
      await asService(office.deployer, { token }),
      await asService(office.deployer, { token: 'x' }),
      await asBearer(token, { token }),
      await postForm(endpoint, { token }),
    ]) {
      expect(answer.headers.get('cache-control')).to.equal('no-store');
    }
  });

  it('IN-10 gives every member its type', async () => {
    const token = await office.issue();
    const told = introspectionOf(await asService(office.deployer, { token }));
    expect(told.active).to.equal(true);
    for (const name of ['exp', 'iat']) expect(told[name], name).to.be.a('number');
    for (const name of ['scope', 'aud', 'iss', 'sub', 'jti', 'client_id', 'token_type', 'txn']) {
      expect(told[name], name).to.be.a('string');
    }
  });

  it("IN-11 knows no other issuer's tokens, and asks nobody about them", async () => {
    const before = office.platform.requests('/');
    const upstream = await office.platform.issue({ aud: issuer, ...SHOP }, { kid: 'new' });
    const claimingToBeOurs = await office.platform.issue({ iss: issuer, aud: DEPLOYER, ...SHOP });
    for (const token of [await office.subjectToken(), upstream, claimingToBeOurs]) {
      expect((await asService(office.deployer, { token })).text).to.equal(INACTIVE);
    }
    expect(office.platform.requests('/')).to.equal(before);
  });

  it('IN-18 answers a caller whose own token is no good 401 invalid_token', async () => {
    const token = await office.issue();
    const revoked = await office.issue();
    await postForm(`${issuer}/revoke`, { token: revoked });
    const expired = await office.issue({ parameters: { audience: REPORTS, mapping: 'shop-briefly' } });
    await untilActive(expired, false, office.reports);
    for (const bearer of [revoked, expired, await office.subjectToken(), 'garbage', '']) {
      const answer = await asBearer(bearer, { token });
      expect([answer.status, errorOf(answer)], bearer.slice(0, 20)).to.deep.equal([401, 'invalid_token']);
      expect(answer.headers.get('www-authenticate')).to.equal('Bearer error="invalid_token"');
    }
  });

  it('IN-18 takes a bound token with a proof by its key for this very request, and not otherwise', async () => {
    const key = await createDpopKey();
    const bound = await office.issue({ headers: { dpop: await key.prove(`${issuer}/token`) } });
    const asDpop = (proof?: string) =>
      postForm(
        endpoint,
        { token: bound },
        { authorization: `DPoP ${bound}`, ...(proof !== undefined && { dpop: proof }) },
      );
    const proof = await key.prove(endpoint, bound);
    expect(introspectionOf(await asDpop(proof)).active).to.equal(true);

    const stranger = await createDpopKey();
    const refused: readonly [string, StatusAnswer, string][] = [
      ['as a bearer token', await asBearer(bound, { token: bound }), 'invalid_token'],
      ['without a proof', await asDpop(), 'invalid_token'],
      ['by another key', await asDpop(await stranger.prove(endpoint, bound)), 'invalid_token'],
      ['with a proof for no token', await asDpop(await key.prove(endpoint)), 'invalid_dpop_proof'],
      [
        'with one for elsewhere',
        await asDpop(await key.prove(`${issuer}/token`, bound)),
        'invalid_dpop_proof',
      ],
      ['with one used before', await asDpop(proof), 'invalid_dpop_proof'],
    ];
    for (const [what, answer, error] of refused) {
      expect([answer.status, errorOf(answer)], what).to.deep.equal([401, error]);
      expect(answer.headers.get('www-authenticate'), what).to.contain(`error="${error}"`);
    }
  });

  it('IN-18 takes an unbound token under no other scheme than its own', async () => {
    const token = await office.issue();
    const key = await createDpopKey();
    const headers = { authorization: `DPoP ${token}`, dpop: await key.prove(endpoint, token) };
    const answer = await postForm(endpoint, { token }, headers);
    expect([answer.status, errorOf(answer)]).to.deep.equal([401, 'invalid_token']);
  });

  it('IN-07 calls nothing active while the store cannot tell', async () => {
    const token = await office.issue();
    const store = new DatabaseSync(office.ledger);
    store.prepare("UPDATE decision SET token = '{' WHERE jti = ?").run(String(decode(token).claims.jti));
    store.close();
    for (const answer of [
      await asService(office.deployer, { token }),
      await asBearer(await office.issue(), { token }),
      await asBearer(token, { token }),
    ]) {
      expect([answer.status, errorOf(answer)]).to.deep.equal([503, 'temporarily_unavailable']);
      expect(answer.headers.get('retry-after')).to.match(/^\d+$/);
    }
  });
});

describe('RFC 7662, scanning for tokens', () => {
  const LIMIT = 5;
  let office: Office;
  before(async () => {
    office = await openOffice({ args: ['--set', `limits.inactive=${LIMIT}`] });
  });
  after(() => office.close());

  it('IN-19 makes a caller wait that asks about too many tokens that are not active, and no other', async () => {
    const { issuer } = office.gateway;
    const endpoint = `${issuer}/introspect`;
    const asBearer = (bearer: string, token: string) =>
      postForm(endpoint, { token }, { authorization: `Bearer ${bearer}` });
    const asService = async (service: Service, token: string) =>
      postForm(endpoint, { token, ...(await service.credentials(issuer)) });
    const bearer = await office.issue();

    const doors: readonly [string, (token: string) => Promise<StatusAnswer>][] = [
      ['a bearer', (token) => asBearer(bearer, token)],
      ['a service', (token) => asService(office.deployer, token)],
    ];
    for (const [who, ask] of doors) {
      for (let count = 0; count < LIMIT; count += 1) {
        expect(introspectionOf(await ask(bearer)).active, who).to.equal(true);
        expect((await ask(`guess-${count}`)).text, who).to.equal(INACTIVE);
      }
      const stopped = await ask('guess');
      expect([stopped.status, errorOf(stopped)], who).to.deep.equal([429, 'temporarily_unavailable']);
      expect(Number(stopped.headers.get('retry-after')), who).to.be.within(1, 60);
    }
    expect((await asService(office.reports, 'guess')).text).to.equal(INACTIVE);
  });
});
