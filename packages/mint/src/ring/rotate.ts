import { err, ok, type Result } from '@cambio/oauth';
import type { SigningAlgorithm } from '../signing-algorithm.ts';
import type { StoredKey, StoredKeyChange } from '../stored-key.ts';
import { activationChange, carryOut, type Outcome, type RotationFailure, told, update } from './carry-out.ts';
import type { KeyEvent } from './key-event.ts';
import { placesOf, readinessOf } from './plan.ts';
import { type Care, tend } from './tend.ts';

/** What somebody asks for beside the schedule. */
export interface RotationDemand {
  /** Absent: every algorithm that is configured. */
  readonly algorithm?: string | undefined;
  /** Even if the next key has not been published long enough for everybody to know it. */
  readonly now: boolean;
  /** Key ids that shall be published no more. With any, no other key is rotated. */
  readonly revoke: readonly string[];
}

export type RotateFailure =
  | RotationFailure
  | { readonly reason: 'no_such_key'; readonly kid: string }
  | { readonly reason: 'algorithm_not_configured' }
  /** Not everybody can know the next key before `notBefore` (milliseconds since the epoch). */
  | { readonly reason: 'published_too_late'; readonly algorithm: string; readonly notBefore: number }
  /** Somebody else changed the keys in the same moment; what was done until then stays. */
  | { readonly reason: 'keys_changed' };

/**
 * Rotates on demand: the next key of each algorithm signs from now on, and the one that signed retires. Refuses, before
 * anything is changed, where a key would sign that verifiers may not know yet, unless it shall be `now`.
 *
 * A revoked key is gone from the store and the key set at once, so no verifier accepts its tokens any longer than it
 * keeps a key set. Where it was the active one, the next takes its place whatever its age, and is itself replaced
 * before if it is revoked too.
 */
export async function rotate(
  demand: RotationDemand,
  care: Care,
): Promise<Result<readonly KeyEvent[], RotateFailure>> {
  const listed = await care.store.list();
  if (!listed.ok) return err({ reason: 'store_unavailable' });
  const impossible = refusalOf(demand, listed.value, care);
  if (impossible !== undefined) return err(impossible);
  return demand.revoke.length > 0
    ? revoke(demand.revoke, care)
    : replace(affected(demand, care), demand, care);
}

function affected({ algorithm }: RotationDemand, { algorithms }: Care): readonly SigningAlgorithm[] {
  return algorithm === undefined ? algorithms : algorithms.filter((each) => each === algorithm);
}

function refusalOf(
  demand: RotationDemand,
  keys: readonly StoredKey[],
  care: Care,
): RotateFailure | undefined {
  const unknown = demand.revoke.find((kid) => !keys.some((key) => key.kid === kid));
  if (unknown !== undefined) return { reason: 'no_such_key', kid: unknown };
  const algorithms = affected(demand, care);
  if (algorithms.length === 0) return { reason: 'algorithm_not_configured' };
  if (demand.now || demand.revoke.length > 0) return undefined;
  for (const algorithm of algorithms) {
    const { next } = placesOf(keys, algorithm);
    const notBefore =
      next === undefined ? care.now() + care.schedule.publishAhead : readinessOf(next, care.schedule);
    if (notBefore > care.now()) return { reason: 'published_too_late', algorithm, notBefore };
  }
  return undefined;
}

type Events = Promise<Result<readonly KeyEvent[], RotateFailure>>;

/** The next key of each algorithm takes over; another is published behind it. */
function replace(algorithms: readonly SigningAlgorithm[], demand: RotationDemand, care: Care): Events {
  return inOrder([
    () => tend(care),
    ...algorithms.map((algorithm) => () => activateNext(algorithm, demand, care)),
    () => tend(care),
  ]);
}

async function activateNext(algorithm: SigningAlgorithm, demand: RotationDemand, care: Care): Events {
  const keys = await care.store.list();
  if (!keys.ok) return err({ reason: 'store_unavailable' });
  const { active, next } = placesOf(keys.value, algorithm);
  if (active === undefined || next === undefined) return err({ reason: 'keys_changed' });
  // The schedule was faster, by an instant: this is a new one already.
  if (!demand.now && readinessOf(next, care.schedule) > care.now()) return ok([]);
  return done(await carryOut({ do: 'activate', key: next, instead: active }, care));
}

/** First those that sign nothing, so that no revoked key takes over; then the others, for which there is a next by now. */
function revoke(kids: readonly string[], care: Care): Events {
  return inOrder([
    () => unpublish(({ kid, state }) => kids.includes(kid) && state !== 'active', care),
    () => tend(care),
    () => unpublish(({ kid }) => kids.includes(kid), care),
    () => tend(care),
  ]);
}

/** Removes keys; in the step that removes an active one, the next takes its place. */
async function unpublish(which: (key: StoredKey) => boolean, care: Care): Events {
  const keys = await care.store.list();
  if (!keys.ok) return err({ reason: 'store_unavailable' });
  return inOrder(
    keys.value.filter(which).map((key) => async () => {
      const { next } = placesOf(keys.value, key.algorithm);
      const changes: StoredKeyChange[] = [{ from: key }];
      const events = [told('revoked', key)];
      if (key.state === 'active' && next !== undefined) {
        changes.push(activationChange(next, care.now()));
        events.push(told('activated', next));
      }
      return done(await update(changes, events, care));
    }),
  );
}

async function inOrder(steps: readonly (() => Events)[]): Events {
  const events: KeyEvent[] = [];
  for (const step of steps) {
    const happened = await step();
    if (!happened.ok) return happened;
    events.push(...happened.value);
  }
  return ok(events);
}

function done(outcome: Outcome): Result<readonly KeyEvent[], RotateFailure> {
  if (!outcome.ok) return outcome;
  return outcome.value === 'stale' ? err({ reason: 'keys_changed' }) : ok(outcome.value);
}
