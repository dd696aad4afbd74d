import { err, ok, type Result } from '@cambio/oauth';
import type { SigningAlgorithm } from '../signing-algorithm.ts';
import type { StoredKey } from '../stored-key.ts';
import { carryOut, type RotationFailure, type Workshop } from './carry-out.ts';
import type { KeyEvent } from './key-event.ts';
import { type Change, plan, type Schedule } from './plan.ts';

export interface Care extends Workshop {
  readonly algorithms: readonly SigningAlgorithm[];
  readonly schedule: Schedule;
  /** The `kid` of a key that must not go by the schedule yet: what it signed last is still relied on. */
  readonly needed?: (() => Promise<Result<string | undefined, 'unavailable'>>) | undefined;
}

/** Plans that are made and carried out in one go: an algorithm's first keys take two, and others may interfere. */
const ROUNDS = 8;

/**
 * Does what is due by the schedule, and says what it did. Any number of processes may do so on one store: every step is
 * a compare-and-set, so each is taken once, and whoever was slower plans anew from what is there.
 */
export async function tend(care: Care): Promise<Result<readonly KeyEvent[], RotationFailure>> {
  const events: KeyEvent[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const keys = await care.store.list();
    if (!keys.ok) return err({ reason: 'store_unavailable' });
    const changes = await withoutNeeded(plan(keys.value, care.algorithms, care.now(), care.schedule), care);
    if (!changes.ok) return changes;
    if (changes.value.length === 0) break;
    for (const change of changes.value) {
      const outcome = await carryOut(change, care);
      if (!outcome.ok) return outcome;
      if (outcome.value === 'stale') break;
      events.push(...outcome.value);
    }
  }
  return ok(events);
}

async function withoutNeeded(
  changes: readonly Change[],
  { needed }: Care,
): Promise<Result<readonly Change[], RotationFailure>> {
  if (needed === undefined || !changes.some((change) => change.do === 'remove')) return ok(changes);
  const kid = await needed();
  if (!kid.ok) return err({ reason: 'store_unavailable' });
  return ok(changes.filter((change) => change.do !== 'remove' || change.key.kid !== kid.value));
}

/** Whether anything would be done to these keys. */
export function isDue(keys: readonly StoredKey[], { algorithms, now, schedule }: Care): boolean {
  return plan(keys, algorithms, now(), schedule).length > 0;
}
