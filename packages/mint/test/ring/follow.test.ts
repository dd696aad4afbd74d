import { randomBytes } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { err, ok } from '@cambio/oauth';
import { expect } from 'chai';
import { decodeProtectedHeader } from 'jose';
import { type KeyRing, localKeeper, openKeyRing, rewrapKeys } from '../../src/index.ts';
import { type MemoryKeyStore, memoryKeyStore } from '../key-store.ts';

const KEY = randomBytes(32);
const CLAIMS = {
  iss: 'https://cambio.example',
  sub: 'repo/1',
  aud: 'https://deployer.example',
  exp: 2_000_000_000,
  iat: 1_800_000_000,
  jti: 'j',
  client_id: 'mapping:m',
  scope: 'deploy:read',
  txn: 'd',
  additional: {},
};

async function ringOn(store: MemoryKeyStore, encryptionKey = KEY): Promise<KeyRing> {
  const ring = await openKeyRing({
    store,
    keeper: localKeeper({ current: encryptionKey, previous: [] }),
    algorithms: ['ES256'],
    schedule: { rotateEvery: 1000, publishAhead: 100, keepRetired: 50 },
    now: () => 1_800_000_000_000,
  });
  if (!ring.ok) throw new Error(ring.error.reason);
  return ring.value;
}

/** Time for whatever does not wait for anything outside. */
async function turns(number: number): Promise<void> {
  for (let turn = 0; turn < number; turn += 1) await setImmediate();
}

async function signingKidOf(ring: KeyRing): Promise<string | undefined> {
  const token = await ring.mint(CLAIMS, undefined);
  return token.ok ? decodeProtectedHeader(token.value).kid : undefined;
}

describe('a ring that follows its store', () => {
  let store: MemoryKeyStore;
  let ring: KeyRing;
  let other: KeyRing;
  beforeEach(async () => {
    store = memoryKeyStore();
    ring = await ringOn(store);
    other = await ringOn(store);
  });

  const now = { now: true, revoke: [] };

  it('gives the same key set, down to the object, while nothing changes', async () => {
    const before = ring.jwks();
    expect(await ring.follow()).to.deep.equal(ok('unchanged'));
    expect(ring.jwks()).to.equal(before);
  });

  it('signs with what another ring has made the active key, and publishes the same', async () => {
    await other.rotate(now);
    expect(await signingKidOf(ring)).not.to.equal(await signingKidOf(other));
    expect(await ring.follow()).to.deep.equal(ok('changed'));
    expect(await signingKidOf(ring)).to.equal(await signingKidOf(other));
    expect(ring.jwks()).to.deep.equal(other.jwks());
  });

  it('does not mind that its keys are encrypted anew under a key it does not have', async () => {
    await rewrapKeys(store, [KEY], randomBytes(32));
    expect(await ring.follow()).to.deep.equal(ok('unchanged'));
    expect(await signingKidOf(ring)).to.equal(await signingKidOf(other));
  });

  it('stays as it was where there is a key it cannot open', async () => {
    const signing = await signingKidOf(ring);
    const before = ring.jwks();
    const newKey = randomBytes(32);
    await rewrapKeys(store, [KEY], newKey);
    await (await ringOn(store, newKey)).rotate(now);
    const followed = await ring.follow();
    expect(followed.ok ? 'followed' : followed.error.reason).to.equal('wrong_encryption_key');
    expect(ring.jwks()).to.equal(before);
    expect(await signingKidOf(ring)).to.equal(signing);
  });

  it('stays as it was while the store does not answer', async () => {
    const { list } = store;
    store.list = async () => err('unavailable');
    expect(await ring.follow()).to.deep.equal(err({ reason: 'store_unavailable' }));
    expect(await signingKidOf(ring)).to.equal(await signingKidOf(other));
    store.list = list;
    expect((await ring.follow()).ok).to.equal(true);
  });

  it('never goes back to what was read before, however long that took to arrive', async () => {
    const { list } = store;
    const [asked, slow] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    store.list = async () => {
      store.list = list;
      const read = await list();
      asked.resolve();
      await slow.promise;
      return read;
    };
    const late = ring.follow();
    await asked.promise;
    await other.rotate(now);
    const fresh = ring.follow();
    await Promise.race([fresh, turns(100)]);
    slow.resolve();
    await Promise.all([late, fresh]);
    expect(ring.jwks()).to.deep.equal(other.jwks());
  });
});
