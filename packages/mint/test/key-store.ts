import { ok } from '@cambio/oauth';
import type { KeyStore, StoredKey } from '../src/index.ts';

export interface MemoryKeyStore extends KeyStore {
  readonly keys: StoredKey[];
}

/** A key store in memory that keeps the port's promises: one key per `kid`, one `active` and one `next` per algorithm. */
export function memoryKeyStore(keys: StoredKey[] = []): MemoryKeyStore {
  return {
    keys,
    list: async () => ok([...keys]),
    insertIfAbsent: async (key) => {
      if (keys.some((other) => other.kid === key.kid || isSamePlace(other, key))) return ok('exists');
      keys.push(key);
      return ok('inserted');
    },
  };
}

function isSamePlace(a: StoredKey, b: StoredKey): boolean {
  return a.state !== 'retired' && a.state === b.state && a.algorithm === b.algorithm;
}
