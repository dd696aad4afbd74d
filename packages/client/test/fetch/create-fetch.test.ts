import { checkDpopProof } from '@cambio/binding';
import { ok } from '@cambio/oauth';
import { expect } from 'chai';
import { decodeJwt } from 'jose';
import {
  createDpopKey,
  createFetch,
  NoTokenError,
  type TokenProvider,
  tokenProvider,
} from '../../src/index.ts';
import { GRANTED, serveGateway } from '../gateway.ts';
import { brokenSource, mintingSource, type TestIo, testIo } from '../provider/held.ts';
import { closeServers, NOW, type Received, type Reply, type Server, serve } from '../server.ts';

/** A service that gives these answers in turn, the last one for ever. */
function serveAnswers(...replies: readonly Reply[]): Promise<Server> {
  let turn = 0;
  return serve(() => replies[Math.min(turn++, replies.length - 1)] ?? {});
}

const tokens = ['issued-1', 'issued-2', 'issued-3'];
const replies = tokens.map((access_token) => ({ body: { ...GRANTED, access_token } }));

async function bearer(io: TestIo = testIo()): Promise<TokenProvider> {
  const gateway = await serveGateway({ replies });
  return tokenProvider({ gateway: gateway.issuer, source: mintingSource() }, io);
}

async function bound(io: TestIo = testIo()): Promise<TokenProvider> {
  const gateway = await serveGateway({ replies: [{ body: { ...GRANTED, token_type: 'DPoP' } }] });
  const dpop = await createDpopKey();
  return tokenProvider({ gateway: gateway.issuer, source: mintingSource(), dpop }, io);
}

const authorizationOf = ({ headers }: Received) => headers.authorization;

const INVALID: Reply = { status: 401, headers: { 'www-authenticate': 'Bearer error="invalid_token"' } };
const nonceDemand = (nonce: string): Reply => ({
  status: 401,
  headers: { 'www-authenticate': 'DPoP error="use_dpop_nonce"', 'dpop-nonce': nonce },
});

describe('createFetch', () => {
  afterEach(closeServers);

  it('adds the token, and leaves the request as it is', async () => {
    const service = await serveAnswers({ body: { done: true } });
    const call = createFetch(await bearer(), { origins: [service.url] }, testIo());
    const response = await call(`${service.url}/deploy?a=b`, {
      method: 'POST',
      headers: { 'x-trace': 't' },
      body: 'what to deploy',
    });
    expect(await response.json()).to.deep.equal({ done: true });
    const [received] = service.received;
    expect(received).to.include({ method: 'POST', target: '/deploy?a=b', body: 'what to deploy' });
    expect(received?.headers).to.include({ authorization: 'Bearer issued-1', 'x-trace': 't' });
  });

  it('takes what fetch takes: a Request, a URL', async () => {
    const service = await serveAnswers({});
    const call = createFetch(await bearer(), { origins: [service.url] }, testIo());
    await call(new Request(`${service.url}/a`, { method: 'PUT', body: 'b', headers: { 'x-trace': 't' } }));
    await call(new URL(`${service.url}/c`));
    expect(service.received.map(({ method, target, body }) => [method, target, body])).to.deep.equal([
      ['PUT', '/a', 'b'],
      ['GET', '/c', ''],
    ]);
    expect(service.received[0]?.headers['x-trace']).to.equal('t');
  });

  it('gets the token for the target it is given', async () => {
    const gateway = await serveGateway();
    const provider = tokenProvider(
      { gateway: gateway.issuer, audience: 'a', source: mintingSource() },
      testIo(),
    );
    const service = await serveAnswers({});
    const target = { audience: 'packages', scopes: ['publish'] };
    await createFetch(provider, { origins: [service.url], target }, testIo())(service.url);
    expect(gateway.asked()[0]?.form).to.include({ audience: 'packages', scope: 'publish' });
  });

  it('sends nothing where there is no token, and says why', async () => {
    const service = await serveAnswers({});
    const body = { error: 'invalid_target', reason: 'claim_mismatch', decision_id: '01J001' };
    const { issuer: gateway } = await serveGateway({ replies: [{ status: 400, body }] });
    const provider = tokenProvider({ gateway, source: mintingSource() }, testIo());
    const thrown = await createFetch(
      provider,
      { origins: [service.url] },
      testIo(),
    )(service.url).catch((error: unknown) => error);
    expect(thrown)
      .to.be.instanceOf(NoTokenError)
      .and.include({ reason: 'claim_mismatch', decisionId: '01J001' });
    expect(thrown).to.have.property('message', 'the gateway refused: claim_mismatch (decision 01J001)');
    expect(service.received).to.deep.equal([]);

    const broken = tokenProvider({ gateway, source: brokenSource }, testIo());
    const other = createFetch(broken, { origins: [service.url] }, testIo())(service.url);
    expect(await other.catch((error: unknown) => error)).to.include({ reason: undefined });
  });

  describe('beyond its origins', () => {
    it('adds nothing', async () => {
      const [service, stranger] = [await serveAnswers({}), await serveAnswers({})];
      const call = createFetch(await bearer(), { origins: [service.url] }, testIo());
      await call(stranger.url, { headers: { authorization: 'Basic own' } });
      await call(stranger.url);
      expect(stranger.received.map(authorizationOf)).to.deep.equal(['Basic own', undefined]);
    });

    for (const origin of [
      'http://deployer.example',
      'https://deployer.example/',
      'deployer.example',
      '*',
      '',
    ]) {
      it(`does not take ${JSON.stringify(origin)} for an origin`, async () => {
        const provider = await bearer();
        expect(() => createFetch(provider, { origins: [origin] }, testIo())).to.throw(TypeError);
      });
    }

    for (const status of [301, 302, 303, 307, 308]) {
      it(`sends no credential after a ${status}, not even to another of its origins`, async () => {
        const stranger = await serveAnswers({ body: 'the end' });
        const headers = { location: `${stranger.url}/elsewhere` };
        const service = await serveAnswers({ status, headers });
        for (const provider of [await bearer(), await bound()]) {
          const call = createFetch(provider, { origins: [service.url, stranger.url] }, testIo());
          const response = await call(service.url, { headers: { cookie: 'own=1' } });
          expect(await response.text()).to.equal('the end');
        }
        expect(stranger.received).to.have.length(2);
        for (const { headers: sent, target } of stranger.received) {
          expect(target).to.equal('/elsewhere');
          expect(sent).not.to.have.any.keys('authorization', 'dpop', 'cookie');
        }
      });
    }

    it('sends none back to where it came from', async () => {
      const stranger = await serve(() => ({ status: 302, headers: { location: `${service.url}/again` } }));
      const service: Server = await serve(({ target }) =>
        target === '/again' ? {} : { status: 302, headers: { location: stranger.url } },
      );
      await createFetch(await bearer(), { origins: [service.url] }, testIo())(service.url);
      expect(service.received.map(authorizationOf)).to.deep.equal(['Bearer issued-1', undefined]);
    });
  });

  describe('a redirect within the origin', () => {
    const cases = [
      [301, 'POST', 'GET', ''],
      [302, 'POST', 'GET', ''],
      [303, 'POST', 'GET', ''],
      [303, 'PUT', 'GET', ''],
      [302, 'PUT', 'PUT', 'b'],
      [307, 'POST', 'POST', 'b'],
      [308, 'POST', 'POST', 'b'],
    ] as const;
    for (const [status, method, expected, body] of cases) {
      it(`makes of ${method} a ${expected} after ${status}, with a proof of its own`, async () => {
        const service = await serveAnswers({ status, headers: { location: '/next' } }, {});
        const provider = await bound();
        const headers = { 'content-type': 'text/plain' };
        await createFetch(
          provider,
          { origins: [service.url] },
          testIo(),
        )(service.url, {
          method,
          body: 'b',
          headers,
        });
        const next = service.received[1];
        expect(next).to.include({ method: expected, target: '/next', body });
        expect(next?.headers['content-type']).to.equal(body === '' ? undefined : 'text/plain');
        expect(decodeJwt(String(next?.headers.dpop))).to.include({
          htm: expected,
          htu: `${service.url}/next`,
        });
      });
    }

    it('is followed as far as fetch follows', async () => {
      const service = await serveAnswers({ status: 302, headers: { location: '/' } });
      const call = createFetch(await bearer(), { origins: [service.url] }, testIo());
      expect(await call(service.url).catch((error: unknown) => error)).to.be.instanceOf(TypeError);
      expect(service.received).to.have.length(21);
    });

    it('is the answer, or a failure, where the caller wants that', async () => {
      const service = await serveAnswers({ status: 302, headers: { location: '/' } });
      const call = createFetch(await bearer(), { origins: [service.url] }, testIo());
      expect((await call(service.url, { redirect: 'manual' })).status).to.equal(302);
      expect(
        await call(service.url, { redirect: 'error' }).catch((error: unknown) => error),
      ).to.be.instanceOf(TypeError);
      expect(service.received).to.have.length(2);
    });

    for (const location of ['file:///etc/passwd', 'data:,x', 'http://']) {
      it(`is not followed to ${location}`, async () => {
        const service = await serveAnswers({ status: 302, headers: { location } });
        const call = createFetch(await bearer(), { origins: [service.url] }, testIo());
        expect(await call(service.url).catch((error: unknown) => error)).to.be.instanceOf(TypeError);
      });
    }
  });

  describe('with a key', () => {
    it('proves it for each request and its token (RFC 9449 §7.1)', async () => {
      const service = await serveAnswers({});
      const provider = await bound();
      const call = createFetch(provider, { origins: [service.url] }, testIo());
      await call(`${service.url}/a?b`, { method: 'DELETE' });
      await call(`${service.url}/a?b`, { method: 'DELETE' });
      for (const { headers } of service.received) {
        expect(headers.authorization).to.equal('DPoP issued-canary');
        const checked = await checkDpopProof({
          proof: String(headers.dpop),
          method: 'DELETE',
          url: `${service.url}/a`,
          accessToken: 'issued-canary',
          boundTo: String(provider.dpop?.thumbprint),
          now: NOW,
          reserve: async () => ok('reserved'),
        });
        expect(checked).to.deep.equal(ok(provider.dpop?.thumbprint));
      }
      expect(new Set(service.received.map(({ headers }) => headers.dpop)).size).to.equal(2);
    });

    it('answers a demand for a nonce, also where the request may not be done twice', async () => {
      const service = await serveAnswers(nonceDemand('first'), {});
      const call = createFetch(await bound(), { origins: [service.url] }, testIo());
      const response = await call(service.url, { method: 'POST', body: 'b' });
      expect(response.status).to.equal(200);
      const nonces = service.received.map(({ headers }) => decodeJwt(String(headers.dpop)).nonce);
      expect(nonces).to.deep.equal([undefined, 'first']);
      expect(service.received.map(({ body }) => body)).to.deep.equal(['b', 'b']);
    });

    it('keeps to the newest nonce of each server', async () => {
      const service = await serveAnswers(
        { headers: { 'dpop-nonce': 'first' } },
        { headers: { 'dpop-nonce': 'second' } },
        {},
      );
      const other = await serveAnswers({});
      const call = createFetch(await bound(), { origins: [service.url, other.url] }, testIo());
      for (const { url } of [service, service, other, service]) await call(url);
      const nonceIn = ({ headers }: Received) => decodeJwt(String(headers.dpop)).nonce;
      expect(service.received.map(nonceIn)).to.deep.equal([undefined, 'first', 'second']);
      expect(other.received.map(nonceIn)).to.deep.equal([undefined]);
    });

    it('does not go on for ever where no nonce will do', async () => {
      const service = await serveAnswers(nonceDemand('n'));
      const call = createFetch(await bound(), { origins: [service.url] }, testIo());
      expect((await call(service.url)).status).to.equal(401);
      expect(service.received).to.have.length(2);
    });
  });

  describe('another try', () => {
    const busy = (status: number, retryAfter?: string): Reply => ({
      status,
      headers: retryAfter === undefined ? {} : { 'retry-after': retryAfter },
    });
    const cases: readonly (readonly [string, string, readonly Reply[], number, readonly number[]])[] = [
      ['follows 503 with Retry-After', 'GET', [busy(503, '2'), {}], 200, [2]],
      ['follows 429, twice at most', 'PUT', [busy(429, '1')], 429, [1, 1]],
      ['does not follow 503 alone', 'GET', [busy(503)], 503, []],
      ['does not follow a long wait', 'GET', [busy(503, '31')], 503, []],
      ['does not follow 500', 'GET', [busy(500, '1')], 500, []],
      ['does not follow where it could do a thing twice', 'POST', [busy(503, '1')], 503, []],
      ['does not follow where it could do a thing twice', 'PATCH', [INVALID], 401, []],
      ['follows a token that is not taken, once, with another', 'DELETE', [INVALID], 401, [0]],
    ];
    for (const [name, method, answers, status, waits] of cases) {
      it(`${name}: ${method}`, async () => {
        const service = await serveAnswers(...answers);
        const io = testIo();
        const call = createFetch(await bearer(), { origins: [service.url] }, io);
        expect((await call(service.url, { method })).status).to.equal(status);
        expect(io.waits).to.deep.equal(waits);
        expect(service.received).to.have.length(waits.length + 1);
      });
    }

    it('has another token where the first was not taken', async () => {
      const service = await serveAnswers(INVALID, {});
      const call = createFetch(await bearer(), { origins: [service.url] }, testIo());
      expect((await call(service.url)).status).to.equal(200);
      expect(service.received.map(authorizationOf)).to.deep.equal(['Bearer issued-1', 'Bearer issued-2']);
    });

    it('has another token for the next request, where the one whose token was not taken is not sent again', async () => {
      const service = await serveAnswers(INVALID, {});
      const call = createFetch(await bearer(), { origins: [service.url] }, testIo());
      expect((await call(service.url, { method: 'POST' })).status).to.equal(401);
      expect((await call(service.url, { method: 'POST' })).status).to.equal(200);
      expect(service.received.map(authorizationOf)).to.deep.equal(['Bearer issued-1', 'Bearer issued-2']);
    });

    for (const [method, times] of [
      ['GET', 3],
      ['POST', 1],
    ] as const) {
      it(`follows a connection that broke: ${method}, ${times} in all`, async () => {
        const io = testIo();
        let sent = 0;
        const breaking = { ...io, fetch: () => Promise.reject(new TypeError(`broken ${++sent}`)) };
        const call = createFetch(await bearer(), { origins: ['https://deployer.example'] }, breaking);
        const thrown = await call('https://deployer.example/', { method }).catch((error: unknown) => error);
        expect(thrown).to.have.property('message', `broken ${times}`);
      });
    }

    for (const reason of [undefined, 'enough']) {
      it(`does not follow an end that the caller wanted, for ${reason ?? 'no reason'}`, async () => {
        const service = await serveAnswers({});
        const io = testIo();
        const call = createFetch(await bearer(), { origins: [service.url] }, io);
        const signal = AbortSignal.abort(reason);
        const thrown = await call(service.url, { signal }).catch((error: unknown) => error);
        expect(thrown).to.equal(signal.reason);
        expect([service.received, io.waits]).to.deep.equal([[], []]);
      });
    }

    it('takes the answers of any fetch', async () => {
      const service = await serveAnswers({ body: { done: true } });
      const io = testIo();
      // Another realm's, or another library's: no instance of this one's Response.
      const foreign: typeof fetch = async (...asked) => {
        const { status, headers, body } = await fetch(...asked);
        return Object.assign(Object.create(null), { status, headers, body });
      };
      const call = createFetch(await bearer(), { origins: [service.url] }, { ...io, fetch: foreign });
      expect((await call(service.url)).status).to.equal(200);
    });
  });
});
