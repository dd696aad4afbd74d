import { err, ok, type Result } from '@cambio/oauth';
import type { Keeper, SignerUnavailable } from '../keeper.ts';
import type { KeyStore, StoredKey, StoredKeyChange } from '../stored-key.ts';
import type { KeyEvent } from './key-event.ts';
import type { Change } from './plan.ts';

export type RotationFailure = SignerUnavailable | { readonly reason: 'store_unavailable' };

export interface Workshop {
  readonly store: KeyStore;
  readonly keeper: Keeper;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** What came of one change; `stale` where somebody else changed the keys first, and nothing was done. */
export type Outcome = Result<readonly KeyEvent[] | 'stale', RotationFailure>;

/** Carries one change out, whole or not at all. */
export async function carryOut(change: Change, workshop: Workshop): Promise<Outcome> {
  switch (change.do) {
    case 'make':
      return make(change, workshop);
    case 'activate':
      return activate(change.key, change.instead, workshop);
    case 'remove':
      return update([{ from: change.key }], [told('removed', change.key)], workshop);
  }
}

async function make(
  { algorithm, state }: Extract<Change, { do: 'make' }>,
  { store, keeper, now }: Workshop,
): Promise<Outcome> {
  const made = await keeper.make(algorithm);
  if (!made.ok) return made;
  const at = now();
  const key: StoredKey = {
    ...made.value,
    algorithm,
    state,
    createdAt: at,
    ...(state === 'active' && { activatedAt: at }),
  };
  const inserted = await store.insertIfAbsent(key);
  if (!inserted.ok) return err({ reason: 'store_unavailable' });
  return ok(inserted.value === 'exists' ? 'stale' : [told('made', key)]);
}

/** The key signs from now on; the one it stands in for has retired in the same moment. */
function activate(key: StoredKey, instead: StoredKey | undefined, workshop: Workshop): Promise<Outcome> {
  const at = workshop.now();
  const active = activationChange(key, at);
  if (instead === undefined) return update([active], [told('activated', key)], workshop);
  const retired: StoredKeyChange = { from: instead, to: { ...instead, state: 'retired', retiredAt: at } };
  return update([retired, active], [told('retired', instead), told('activated', key)], workshop);
}

export function activationChange(key: StoredKey, at: number): StoredKeyChange {
  return { from: key, to: { ...key, state: 'active', activatedAt: at } };
}

/** The keys as they were read are changed together, or not at all. */
export async function update(
  changes: readonly StoredKeyChange[],
  events: readonly KeyEvent[],
  { store }: Workshop,
): Promise<Outcome> {
  const updated = await store.update(changes);
  if (!updated.ok) return err({ reason: 'store_unavailable' });
  return ok(updated.value === 'stale' ? 'stale' : events);
}

export function told(event: KeyEvent['event'], { kid, algorithm }: StoredKey): KeyEvent {
  return { event, kid, algorithm };
}
