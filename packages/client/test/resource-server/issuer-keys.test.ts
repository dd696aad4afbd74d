import { mock } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { expect } from 'chai';
import { closeServers, serve } from '../server.ts';
import { NOW, serveIssuer, signingKey } from './issuer.ts';
import { bearing, outcomeOf, serverOf, type TestIo, testIo } from './under-test.ts';

describe('the keys of an issuer', () => {
  beforeEach(() => mock.timers.enable({ apis: ['Date'], now: NOW * 1000 }));

  afterEach(async () => {
    mock.timers.reset();
    await closeServers();
  });

  /** jose keeps its own time. */
  function setTime(io: TestIo, time: number): void {
    io.time = time;
    mock.timers.setTime(time * 1000);
  }

  it('are found below a path, once for any number of requests', async () => {
    const issuer = await serveIssuer({ path: '/sts/v1' });
    const io = testIo();
    const server = serverOf(issuer, {}, io);
    const token = await issuer.issue();
    const all = Array.from({ length: 20 }, () => server.verifyAccessToken(bearing(token)));
    expect(new Set((await Promise.all(all)).map(outcomeOf))).to.deep.equal(new Set(['verified']));
    expect(io.fetched).to.deep.equal(['/.well-known/oauth-authorization-server/sts/v1', '/sts/v1/jwks']);
  });

  it('are not asked for until a token names an algorithm that is allowed', async () => {
    const issuer = await serveIssuer();
    const io = testIo();
    const server = serverOf(issuer, { algorithms: ['RS256'] }, io);
    await server.verifyAccessToken(bearing(await issuer.issue()));
    await server.verifyAccessToken(bearing('x'));
    expect(io.fetched).to.deep.equal([]);
  });

  it('are not fetched again for each key nobody has', async () => {
    const issuer = await serveIssuer();
    const io = testIo();
    const server = serverOf(issuer, {}, io);
    for (const kid of ['a', 'b', 'c']) {
      const token = await issuer.issue({ header: { kid } });
      expect(outcomeOf(await server.verifyAccessToken(bearing(token)))).to.equal('key_unknown');
    }
    expect(io.fetched.filter((path) => path === '/sts/jwks')).to.have.length(1);
  });

  it('are fetched for a new one, half a minute after the last time', async () => {
    const issuer = await serveIssuer();
    const io = testIo();
    const server = serverOf(issuer, {}, io);
    await server.verifyAccessToken(bearing(await issuer.issue()));
    const key = await signingKey();
    issuer.keys.push(key);
    const renewed = bearing(await issuer.issue({ key }));
    setTime(io, NOW + 29);
    expect(outcomeOf(await server.verifyAccessToken(renewed))).to.equal('key_unknown');
    setTime(io, NOW + 30);
    expect(outcomeOf(await server.verifyAccessToken(renewed))).to.equal('verified');
  });

  it('are fetched anew in the background, and the old ones are dropped', async () => {
    const issuer = await serveIssuer();
    const io = testIo();
    const server = serverOf(issuer, { clockSkew: 1000 }, io);
    const old = await issuer.issue();
    await server.verifyAccessToken(bearing(old));

    const next = await signingKey();
    issuer.keys.splice(0, 1, next);
    setTime(io, NOW + 300);
    expect(outcomeOf(await server.verifyAccessToken(bearing(old)))).to.equal('verified');
    const renewed = bearing(await issuer.issue());
    while (!(await server.verifyAccessToken(renewed)).ok) await setImmediate();
    expect(io.fetched).to.have.length(3);
    expect(outcomeOf(await server.verifyAccessToken(bearing(old)))).to.equal('key_unknown');
  });

  it('serve on while the issuer is away, whatever comes', async () => {
    const issuer = await serveIssuer();
    const io = testIo();
    const server = serverOf(issuer, { clockSkew: 5000 }, io);
    const token = await issuer.issue();
    await server.verifyAccessToken(bearing(token));
    const stray = await issuer.issue({ header: { kid: 'other' } });
    await issuer.close();
    for (const time of [NOW + 1, NOW + 300, NOW + 900, NOW + 3599]) {
      setTime(io, time);
      const unknown = time > NOW + 30 ? 'keys_unavailable' : 'key_unknown';
      expect(outcomeOf(await server.verifyAccessToken(bearing(stray)))).to.equal(unknown);
      expect(outcomeOf(await server.verifyAccessToken(bearing(token)))).to.equal('verified');
    }
    setTime(io, NOW + 3600);
    expect(outcomeOf(await server.verifyAccessToken(bearing(token)))).to.equal('keys_unavailable');
  });

  it('that cannot be had are a refusal, and asked for again after a pause alone', async () => {
    const issuer = await serveIssuer();
    const token = await issuer.issue();
    const [own] = issuer.keys;
    await issuer.close();
    const io = testIo();
    const server = serverOf(issuer, {}, io);
    const attempt = async () => outcomeOf(await server.verifyAccessToken(bearing(token)));

    expect([await attempt(), await attempt()]).to.deep.equal(['keys_unavailable', 'keys_unavailable']);
    expect(io.fetched).to.have.length(1);
    await serveIssuer({ port: Number(new URL(issuer.url).port), keys: own === undefined ? [] : [own] });
    expect(await attempt()).to.equal('keys_unavailable');
    setTime(io, NOW + 5);
    expect(await attempt()).to.equal('verified');
  });

  const metadata: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
    ['name another issuer', { issuer: 'https://tokens.example' }],
    ['name no key set', { jwks_uri: undefined }],
    ['name a key set off this machine in the clear', { jwks_uri: 'http://tokens.example/jwks' }],
  ];
  for (const [name, changed] of metadata) {
    it(`are not taken from metadata that ${name}`, async () => {
      const issuer = await serveIssuer({ metadata: changed });
      const io = testIo();
      const verified = await serverOf(issuer, {}, io).verifyAccessToken(bearing(await issuer.issue()));
      expect(outcomeOf(verified)).to.equal('keys_unavailable');
      expect(io.fetched).to.have.length(1);
    });
  }

  for (const body of ['<html>', { keys: 'none' }, []]) {
    it(`are not taken from ${JSON.stringify(body)}`, async () => {
      const elsewhere = await serve(() => ({ body }));
      const issuer = await serveIssuer({ metadata: { jwks_uri: `${elsewhere.url}/jwks` } });
      const verified = await serverOf(issuer).verifyAccessToken(bearing(await issuer.issue()));
      expect(outcomeOf(verified)).to.equal('keys_unavailable');
    });
  }

  it('are not looked for elsewhere', async () => {
    const other = await serveIssuer();
    const moved = await serve(() => ({ status: 302, headers: { location: `${other.issuer}/jwks` } }));
    const issuer = await serveIssuer({ metadata: { jwks_uri: `${moved.url}/jwks` }, keys: other.keys });
    const verified = await serverOf(issuer).verifyAccessToken(bearing(await issuer.issue()));
    expect(outcomeOf(verified)).to.equal('keys_unavailable');
    expect(other.received).to.deep.equal([]);
  });
});
