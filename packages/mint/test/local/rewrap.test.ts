import { randomBytes } from 'node:crypto';
import { err, ok } from '@cambio/oauth';
import { expect } from 'chai';
import { localKeeper, rewrapKeys, type StoredKey } from '../../src/index.ts';
import { memoryKeyStore } from '../key-store.ts';

const [OLD, OLDER, NEW] = [randomBytes(32), randomBytes(32), randomBytes(32)];

async function keyUnder(
  encryptionKey: Uint8Array,
  state: StoredKey['state'] = 'retired',
): Promise<StoredKey> {
  const made = await localKeeper({ current: encryptionKey, previous: [] }).make('ES256');
  if (!made.ok) throw new Error('no key');
  return { ...made.value, algorithm: 'ES256', state, createdAt: 1 };
}

async function opensUnder(
  encryptionKey: Uint8Array,
  keys: readonly StoredKey[],
): Promise<readonly boolean[]> {
  const keeper = localKeeper({ current: encryptionKey, previous: [] });
  return Promise.all(keys.map(async (key) => (await keeper.open(key)).ok));
}

describe('rewrapKeys', () => {
  it('encrypts all keys anew, whichever key they were under, and changes nothing else', async () => {
    const keys = [await keyUnder(OLD, 'active'), await keyUnder(OLDER), await keyUnder(NEW, 'next')];
    const store = memoryKeyStore(keys);
    expect(await rewrapKeys(store, [OLD, OLDER], NEW)).to.deep.equal(ok({ rewrapped: 3 }));
    expect(await opensUnder(NEW, store.keys)).to.deep.equal([true, true, true]);
    expect(await opensUnder(OLD, store.keys)).to.deep.equal([false, false, false]);
    const told = (each: StoredKey) => ({ ...each, sealed: '' });
    expect(store.keys.map(told)).to.deep.equal(keys.map(told));
  });

  it('changes none where one does not open', async () => {
    const [first, other] = [await keyUnder(OLD), await keyUnder(OLDER)];
    const store = memoryKeyStore([first, other]);
    expect(await rewrapKeys(store, [OLD], NEW)).to.deep.equal(
      err({ reason: 'wrong_encryption_key', kid: other.kid }),
    );
    expect(store.keys).to.deep.equal([first, other]);
  });

  it('changes none where somebody rotates in the meantime', async () => {
    const store = memoryKeyStore([await keyUnder(OLD, 'next')]);
    const { list } = store;
    store.list = async () => {
      const listed = await list();
      store.keys = store.keys.map((key) => ({ ...key, state: 'active' }));
      return listed;
    };
    expect(await rewrapKeys(store, [OLD], NEW)).to.deep.equal(err({ reason: 'keys_changed' }));
    expect(await opensUnder(OLD, store.keys)).to.deep.equal([true]);
  });

  it('leaves keys alone whose secret is elsewhere', async () => {
    const elsewhere = { ...(await keyUnder(OLD)), sealed: 'transit:v1:somewhere' };
    const store = memoryKeyStore([elsewhere]);
    expect(await rewrapKeys(store, [OLD], NEW)).to.deep.equal(ok({ rewrapped: 0 }));
    expect(store.keys).to.deep.equal([elsewhere]);
  });
});
