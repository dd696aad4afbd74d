import { ok } from '@cambio/oauth';
import type { KeyStore, StoredKey } from '../src/index.ts';

export interface MemoryKeyStore extends KeyStore {
  keys: StoredKey[];
}

/**
 * A key store in memory that keeps the port's promises: one key per `kid`, one `active` and one `next` per algorithm,
 * changes made together or not at all.
 */
export function memoryKeyStore(keys: StoredKey[] = []): MemoryKeyStore {
  const store: MemoryKeyStore = {
    keys,
    list: async () => ok([...store.keys]),
    insertIfAbsent: async (key) => {
      if (store.keys.some((other) => other.kid === key.kid || isSamePlace(other, key))) return ok('exists');
      store.keys.push(key);
      return ok('inserted');
    },
    update: async (changes) => {
      let changed = [...store.keys];
      for (const { from, to } of changes) {
        const at = changed.findIndex((key) => isSameRecord(key, from));
        if (at < 0) return ok('stale');
        changed = to === undefined ? changed.toSpliced(at, 1) : changed.with(at, to);
        if (changed.some((a) => changed.some((b) => a !== b && isSamePlace(a, b))))
          throw new Error('two keys in one place');
      }
      store.keys = changed;
      return ok('updated');
    },
  };
  return store;
}

function isSameRecord(a: StoredKey, b: StoredKey): boolean {
  return a.kid === b.kid && a.state === b.state && a.sealed === b.sealed;
}

function isSamePlace(a: StoredKey, b: StoredKey): boolean {
  return a.state !== 'retired' && a.state === b.state && a.algorithm === b.algorithm;
}
