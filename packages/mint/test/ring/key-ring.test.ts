import { randomBytes } from 'node:crypto';
import { type AccessTokenClaims, err } from '@cambio/oauth';
import { expect } from 'chai';
import { calculateJwkThumbprint, createLocalJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import {
  type KeyRing,
  type KeyRingOptions,
  localKeeper,
  openKeyRing,
  type Schedule,
  SIGNING_ALGORITHMS,
  type StoredKey,
} from '../../src/index.ts';
import { memoryKeyStore } from '../key-store.ts';

const NOW = 1_800_000_000_000;

const CLAIMS: AccessTokenClaims = {
  iss: 'https://cambio.example',
  sub: 'repo/123456/env/production',
  aud: 'https://deployer.example',
  exp: NOW / 1000 + 300,
  iat: NOW / 1000,
  jti: 'Zm9vYmFyYmF6cXV4',
  client_id: 'mapping:shop-deploy-prod',
  scope: 'deploy:read deploy:write',
  txn: 'decision-1',
  act: { sub: 'agent', iss: 'https://cluster.example' },
  cnf: { jkt: '0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I' },
  additional: { repository: 'acme/shöp', exp: 1 },
};

const KEY = randomBytes(32);

const MINUTE = 60_000;
const SCHEDULE: Schedule = { rotateEvery: 60 * MINUTE, publishAhead: 10 * MINUTE, keepRetired: 5 * MINUTE };

function options(changes: Partial<KeyRingOptions> = {}): KeyRingOptions {
  return {
    store: memoryKeyStore(),
    keeper: localKeeper({ current: KEY, previous: [] }),
    algorithms: ['ES256'],
    schedule: SCHEDULE,
    now: () => NOW,
    ...changes,
  };
}

async function open(changes: Partial<KeyRingOptions> = {}): Promise<KeyRing> {
  const ring = await openKeyRing(options(changes));
  if (!ring.ok) throw new Error(ring.error.reason);
  return ring.value;
}

async function mint(ring: KeyRing, algorithm?: string): Promise<string> {
  const token = await ring.mint(CLAIMS, algorithm);
  if (!token.ok) throw new Error(token.error);
  return token.value;
}

function verify(ring: KeyRing, token: string) {
  return jwtVerify(token, createLocalJWKSet({ keys: ring.jwks().keys.map((key) => ({ ...key })) }), {
    typ: 'at+jwt',
    issuer: CLAIMS.iss,
    audience: CLAIMS.aud,
    currentDate: new Date(NOW),
  });
}

describe('openKeyRing', () => {
  for (const algorithm of SIGNING_ALGORITHMS) {
    it(`mints ${algorithm} tokens that verify against its own key set`, async () => {
      const ring = await open({ algorithms: [algorithm] });
      const token = await mint(ring);
      const { payload } = await verify(ring, token);
      expect(decodeProtectedHeader(token)).to.deep.equal({
        alg: algorithm,
        typ: 'at+jwt',
        kid: ring.jwks().keys[0]?.kid,
      });
      expect(payload).to.deep.equal({
        iss: CLAIMS.iss,
        sub: CLAIMS.sub,
        aud: CLAIMS.aud,
        exp: CLAIMS.exp,
        iat: CLAIMS.iat,
        jti: CLAIMS.jti,
        client_id: CLAIMS.client_id,
        scope: CLAIMS.scope,
        txn: CLAIMS.txn,
        act: CLAIMS.act,
        cnf: CLAIMS.cnf,
        repository: 'acme/shöp',
      });
    });
  }

  it('signs with the algorithm asked for, else with the first it was opened with', async () => {
    const ring = await open({ algorithms: ['RS256', 'ES256'] });
    expect(decodeProtectedHeader(await mint(ring, 'ES256')).alg).to.equal('ES256');
    expect(decodeProtectedHeader(await mint(ring)).alg).to.equal('RS256');
  });

  for (const algorithm of ['RS256', 'HS256', 'none', '', '__proto__']) {
    it(`cannot sign with ${JSON.stringify(algorithm)} when it was opened for ES256`, async () => {
      const ring = await open();
      expect(await ring.mint(CLAIMS, algorithm)).to.deep.equal({ ok: false, error: 'unavailable' });
    });
  }

  it('signs introspection answers with its default algorithm, under a type that is no access token', async () => {
    const ring = await open({ algorithms: ['RS256', 'ES256'] });
    const claims = { iss: CLAIMS.iss, aud: 'order-service', token_introspection: { active: false } };
    const signed = await ring.signIntrospection(claims);
    if (!signed.ok) throw new Error(signed.error);
    const keys = createLocalJWKSet({ keys: ring.jwks().keys.map((key) => ({ ...key })) });
    const { payload, protectedHeader } = await jwtVerify(signed.value, keys);
    expect(protectedHeader).to.include({ alg: 'RS256', typ: 'token-introspection+jwt' });
    expect(payload).to.deep.equal(claims);
    expect((await verify(ring, signed.value).catch((error) => error)).claim).to.equal('typ');
  });

  it('publishes public members alone, under the RFC 7638 thumbprint', async () => {
    const ring = await open({ algorithms: ['ES256', 'ES384', 'RS256', 'EdDSA'] });
    const { keys } = ring.jwks();
    expect(keys.map((key) => [key.alg, Object.keys(key).sort().join()])).to.deep.equal([
      ['ES256', 'alg,crv,kid,kty,use,x,y'],
      ['ES384', 'alg,crv,kid,kty,use,x,y'],
      ['RS256', 'alg,e,kid,kty,n,use'],
      ['EdDSA', 'alg,crv,kid,kty,use,x'],
      ['ES256', 'alg,crv,kid,kty,use,x,y'],
      ['ES384', 'alg,crv,kid,kty,use,x,y'],
      ['RS256', 'alg,e,kid,kty,n,use'],
      ['EdDSA', 'alg,crv,kid,kty,use,x'],
    ]);
    for (const key of keys) {
      expect(key.kid).to.equal(await calculateJwkThumbprint({ ...key }));
      expect(key.use).to.equal('sig');
    }
    expect(new Set(keys.map((key) => key.kid)).size).to.equal(8);
  });

  it('finds its key again', async () => {
    const store = memoryKeyStore();
    const token = await mint(await open({ store }));
    const again = await open({ store });
    expect((await verify(again, token)).payload.jti).to.equal(CLAIMS.jti);
    expect(store.keys.map(({ state }) => state)).to.deep.equal(['active', 'next']);
    expect(store.keys[0]).to.deep.include({ state: 'active', createdAt: NOW, activatedAt: NOW });
  });

  it('agrees on one key when twenty processes start together', async () => {
    const store = memoryKeyStore();
    const rings = await Promise.all(Array.from({ length: 20 }, () => open({ store })));
    expect(new Set(rings.map((ring) => JSON.stringify(ring.jwks()))).size).to.equal(1);
    const [first, last] = [rings[0], rings[19]];
    if (first === undefined || last === undefined) throw new Error('no rings');
    expect((await verify(first, await mint(last))).payload.jti).to.equal(CLAIMS.jti);
  });

  it('publishes next and retired keys but signs with the active one', async () => {
    const store = memoryKeyStore();
    for (const state of ['retired', 'next', 'active'] as const) {
      const other = memoryKeyStore();
      await open({ store: other });
      const [key] = other.keys;
      if (key !== undefined) store.keys.push({ ...key, state });
    }
    const ring = await open({ store });
    expect(ring.jwks().keys.map((key) => key.kid)).to.have.members(store.keys.map((key) => key.kid));
    expect(decodeProtectedHeader(await mint(ring)).kid).to.equal(store.keys[2]?.kid);
  });

  it('keeps publishing the key of an algorithm that is no longer configured', async () => {
    const store = memoryKeyStore();
    const token = await mint(await open({ store, algorithms: ['RS256'] }));
    const ring = await open({ store, algorithms: ['ES256'] });
    expect((await verify(ring, token)).payload.jti).to.equal(CLAIMS.jti);
    expect(await ring.mint(CLAIMS, 'RS256')).to.deep.equal(err('unavailable'));
  });

  it('refuses a token with any part changed', async () => {
    const ring = await open();
    const [header = '', payload = '', signature = ''] = (await mint(ring)).split('.');
    const otherPayload = Buffer.from(JSON.stringify({ ...CLAIMS, scope: 'admin' })).toString('base64url');
    const otherHeader = Buffer.from(
      JSON.stringify({ alg: 'none', typ: 'at+jwt', kid: ring.jwks().keys[0]?.kid }),
    ).toString('base64url');
    const flipped = `${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`;
    for (const forged of [
      `${header}.${otherPayload}.${signature}`,
      `${otherHeader}.${payload}.${signature}`,
      `${header}.${payload}.${flipped}`,
      `${header}.${payload}.`,
    ]) {
      const verdict = await verify(ring, forged).then(
        () => 'accepted',
        () => 'refused',
      );
      expect(verdict).to.equal('refused');
    }
  });
});

describe('openKeyRing, refusing', () => {
  async function storedKey(): Promise<StoredKey> {
    const store = memoryKeyStore();
    await open({ store });
    const [key] = store.keys;
    if (key === undefined) throw new Error('no key');
    return key;
  }

  it('says so when the encryption key is another, and stores nothing', async () => {
    const key = await storedKey();
    const store = memoryKeyStore([key]);
    const ring = await openKeyRing(
      options({
        store,
        keeper: localKeeper({ current: randomBytes(32), previous: [] }),
        algorithms: ['RS256'],
      }),
    );
    expect(ring).to.deep.equal({ ok: false, error: { reason: 'wrong_encryption_key', kid: key.kid } });
    expect(store.keys).to.deep.equal([key]);
  });

  const ALTERATIONS: readonly (readonly [string, (key: StoredKey, other: StoredKey) => StoredKey, string])[] =
    [
      ['a flipped bit', (key) => ({ ...key, sealed: flip(key.sealed) }), 'wrong_encryption_key'],
      ["another record's secret", (key, other) => ({ ...key, sealed: other.sealed }), 'wrong_encryption_key'],
      ['another kid', (key, other) => ({ ...key, kid: other.kid }), 'wrong_encryption_key'],
      ['another algorithm', (key) => ({ ...key, algorithm: 'ES384' }), 'wrong_encryption_key'],
      ['an unknown algorithm', (key) => ({ ...key, algorithm: 'HS256' }), 'malformed_key'],
      ['an unknown format', (key) => ({ ...key, sealed: key.sealed.replace('v1', 'v9') }), 'malformed_key'],
      ['a cut secret', (key) => ({ ...key, sealed: key.sealed.slice(0, 30) }), 'malformed_key'],
      ['an empty secret', (key) => ({ ...key, sealed: '' }), 'malformed_key'],
    ];
  for (const [what, alter, reason] of ALTERATIONS) {
    it(`${reason} for ${what}`, async () => {
      const [key, other] = [await storedKey(), await storedKey()];
      const ring = await openKeyRing(options({ store: memoryKeyStore([alter(key, other)]) }));
      expect(ring.ok ? 'opened' : ring.error.reason).to.equal(reason);
    });
  }

  it('store_unavailable when the store cannot answer', async () => {
    const store = { ...memoryKeyStore(), list: async () => ({ ok: false, error: 'unavailable' }) as const };
    expect(await openKeyRing(options({ store }))).to.deep.equal({
      ok: false,
      error: { reason: 'store_unavailable' },
    });
  });

  it('throws for an encryption key of the wrong length', () => {
    expect(() => localKeeper({ current: randomBytes(16), previous: [] })).to.throw(TypeError);
    expect(() => localKeeper({ current: KEY, previous: [randomBytes(16)] })).to.throw(TypeError);
  });
});

function flip(sealed: string): string {
  const at = sealed.length - 5;
  return `${sealed.slice(0, at)}${sealed[at] === 'A' ? 'B' : 'A'}${sealed.slice(at + 1)}`;
}
