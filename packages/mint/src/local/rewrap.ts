import { err, ok, type Result } from '@cambio/oauth';
import type { KeyFailure } from '../keeper.ts';
import type { KeyStore, StoredKeyChange } from '../stored-key.ts';
import { openLocalKey, sealLocalKey } from './local-key.ts';
import { isSealed } from './sealing.ts';

export type RewrapFailure = KeyFailure | { readonly reason: 'store_unavailable' | 'keys_changed' };

/**
 * Encrypts every private key in the store under another key: opens each with the first of `opening` that fits, checks
 * that it is the key it is called, and replaces all in one step. Whatever happens in between, either all are under
 * `newKey` or none is. Keys that an outside signer keeps have no secret here and stay as they are.
 */
export async function rewrapKeys(
  store: KeyStore,
  opening: readonly Uint8Array[],
  newKey: Uint8Array,
): Promise<Result<{ readonly rewrapped: number }, RewrapFailure>> {
  const stored = await store.list();
  if (!stored.ok) return err({ reason: 'store_unavailable' });
  const changes: StoredKeyChange[] = [];
  for (const from of stored.value.filter(({ sealed }) => isSealed(sealed))) {
    const key = await openLocalKey(from, [...opening, newKey]);
    if (!key.ok) return key;
    changes.push({ from, to: { ...from, ...sealLocalKey(key.value, newKey) } });
  }
  const updated = await store.update(changes);
  if (!updated.ok) return err({ reason: 'store_unavailable' });
  return updated.value === 'stale' ? err({ reason: 'keys_changed' }) : ok({ rewrapped: changes.length });
}
