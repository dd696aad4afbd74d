import { err, ok, type Result } from '@cambio/oauth';
import type { Keeper, KeyFailure } from '../keeper.ts';
import type { StoredKey } from '../stored-key.ts';
import type { RotationFailure } from './carry-out.ts';
import type { RingKey } from './generation.ts';

export type KeyRingFailure = KeyFailure | RotationFailure;

/**
 * Opens every stored key, or none. Those that are open already are not opened again: a `kid` is the thumbprint of the
 * key, so it can't be another, however its record is encrypted by now.
 */
export async function openKeys(
  stored: readonly StoredKey[],
  known: readonly RingKey[],
  keeper: Keeper,
): Promise<Result<readonly RingKey[], KeyRingFailure>> {
  const opened = await Promise.all(
    stored.map(async (record): Promise<Result<RingKey, KeyRingFailure>> => {
      const same = known.find(({ signing }) => isSameKey(signing, record));
      const signing = same === undefined ? await keeper.open(record) : ok(same.signing);
      return signing.ok ? ok({ stored: record, signing: signing.value }) : signing;
    }),
  );
  const keys: RingKey[] = [];
  for (const key of opened) {
    if (!key.ok) return err(key.error);
    keys.push(key.value);
  }
  return ok(keys);
}

function isSameKey(a: Pick<StoredKey, 'kid' | 'algorithm'>, b: StoredKey): boolean {
  return a.kid === b.kid && a.algorithm === b.algorithm;
}
