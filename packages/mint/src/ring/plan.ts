import type { SigningAlgorithm } from '../signing-algorithm.ts';
import type { StoredKey } from '../stored-key.ts';

/** When keys change. Milliseconds. */
export interface Schedule {
  /** How long a key signs. */
  readonly rotateEvery: number;
  /** How long a key is published at least before it signs. */
  readonly publishAhead: number;
  /** How long a key stays published once it signs no more: the longest life of a token, and some leeway. */
  readonly keepRetired: number;
}

/** One step of a plan. Each is safe alone: a process that dies between two leaves nothing that is not. */
export type Change =
  | { readonly do: 'make'; readonly algorithm: SigningAlgorithm; readonly state: 'active' | 'next' }
  /** `instead` of the key that signs now, which retires in the same moment. */
  | { readonly do: 'activate'; readonly key: StoredKey; readonly instead?: StoredKey }
  | { readonly do: 'remove'; readonly key: StoredKey };

/** The keys of one algorithm by their state. */
export interface Places {
  readonly active: StoredKey | undefined;
  readonly next: StoredKey | undefined;
}

/**
 * What is due at `now`, in the order it has to be done; nothing where all is as it should be. Every algorithm gets an
 * active key, the first of which signs at once, and always has the next one published behind it: so a key can be
 * replaced at any moment. The next one takes over once the active key has signed for `rotateEvery` and it was itself
 * published for `publishAhead`. A retired key goes when the last token it signed is dead.
 *
 * Keys of algorithms that are not asked for are left as they are: another process may be set up with them.
 */
export function plan(
  keys: readonly StoredKey[],
  algorithms: readonly SigningAlgorithm[],
  now: number,
  schedule: Schedule,
): readonly Change[] {
  return [
    ...algorithms.flatMap((algorithm) => planFor(algorithm, placesOf(keys, algorithm), now, schedule)),
    ...keys.filter((key) => removalOf(key, schedule) <= now).map((key): Change => ({ do: 'remove', key })),
  ];
}

function planFor(
  algorithm: SigningAlgorithm,
  { active, next }: Places,
  now: number,
  schedule: Schedule,
): readonly Change[] {
  if (active === undefined) {
    return next === undefined
      ? [{ do: 'make', algorithm, state: 'active' }]
      : [{ do: 'activate', key: next }];
  }
  if (next === undefined) return [{ do: 'make', algorithm, state: 'next' }];
  return activationOf(active, next, schedule) <= now ? [{ do: 'activate', key: next, instead: active }] : [];
}

export function placesOf(keys: readonly StoredKey[], algorithm: string): Places {
  const inState = (state: StoredKey['state']) =>
    keys.find((key) => key.algorithm === algorithm && key.state === state);
  return { active: inState('active'), next: inState('next') };
}

/** When the next key takes over by the schedule. */
export function activationOf(active: StoredKey, next: StoredKey, schedule: Schedule): number {
  return Math.max(startOf(active) + schedule.rotateEvery, readinessOf(next, schedule));
}

/** From when on everybody who keeps the key set as long as he is told knows the key. */
export function readinessOf({ createdAt }: StoredKey, { publishAhead }: Schedule): number {
  return createdAt + publishAhead;
}

/** When the last token of a retired key is dead; never for any other. */
export function removalOf({ state, retiredAt }: StoredKey, { keepRetired }: Schedule): number {
  return state === 'retired' && retiredAt !== undefined ? retiredAt + keepRetired : Number.POSITIVE_INFINITY;
}

function startOf({ activatedAt, createdAt }: StoredKey): number {
  return activatedAt ?? createdAt;
}
