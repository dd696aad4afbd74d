import type { KeyState, StoredKey } from '../stored-key.ts';
import { activationOf, placesOf, readinessOf, removalOf, type Schedule } from './plan.ts';

/** A key as people see it: where it is in its life, and what becomes of it when. Milliseconds since the epoch. */
export interface KeyOutlook {
  readonly kid: string;
  readonly algorithm: string;
  readonly state: KeyState;
  readonly createdAt: number;
  readonly activatedAt?: number;
  readonly retiredAt?: number;
  /** Of a next key: when everybody who keeps the key set as long as he is told knows it, so that it can sign. */
  readonly readyAt?: number;
  /** When an active key stops signing by the schedule, a next one starts, and a retired one is published no more. */
  readonly changesAt?: number;
}

/** Every key with what the schedule has in store for it; nothing of its secret. */
export function outlookOf(keys: readonly StoredKey[], schedule: Schedule): readonly KeyOutlook[] {
  return keys.map((key) => {
    const { sealed: _, ...told } = key;
    const changesAt = changeOf(key, keys, schedule);
    return {
      ...told,
      ...(key.state === 'next' && { readyAt: readinessOf(key, schedule) }),
      ...(changesAt !== undefined && { changesAt }),
    };
  });
}

/** Keys without a counterpart have nothing in store: the next look makes one. */
function changeOf(key: StoredKey, keys: readonly StoredKey[], schedule: Schedule): number | undefined {
  if (key.state === 'retired') return removalOf(key, schedule);
  const { active, next } = placesOf(keys, key.algorithm);
  return active === undefined || next === undefined ? undefined : activationOf(active, next, schedule);
}
