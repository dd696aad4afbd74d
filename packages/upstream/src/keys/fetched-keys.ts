import { err, ok, type Result } from '@cambio/oauth';
import type { PublishedKeys, Source, SourceFailure } from '../sources/source.ts';
import type { KeyNeeds } from './filter.ts';
import type { IssuerKeys, KeyStatus } from './issuer-keys.ts';
import { importKeySet, type KeySet } from './key-set.ts';
import { freshFor, type KeyTiming, retryAfter } from './timing.ts';

export interface FetchedKeysOptions {
  readonly source: Source;
  readonly needs: KeyNeeds;
  readonly timing: KeyTiming;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  /** How many may wait for a read at the same time. */
  readonly maxWaiting: number;
}

interface GoodRead {
  readonly set: KeySet;
  readonly at: number;
  readonly freshUntil: number;
  readonly usableUntil: number;
}

/** Part of their fresh time after which keys are read again, so that they are renewed before they are stale. */
const REFRESH_AT = 0.75;

/**
 * Keeps the last good key set of a source. A read that fails, or gives no usable key, changes nothing but the
 * status; the set it would have replaced goes on verifying until its bound. One read at a time.
 */
export function createFetchedKeys(options: FetchedKeysOptions): IssuerKeys {
  const { source, needs, timing, clock, maxWaiting } = options;
  let good: GoodRead | undefined;
  let failure: SourceFailure | undefined;
  let failures = 0;
  let reads = 0;
  let dueAt = Number.NEGATIVE_INFINITY;
  let demandedAt = Number.NEGATIVE_INFINITY;
  let flight: Promise<void> | undefined;
  let waiting = 0;

  function current(): KeySet | undefined {
    return good !== undefined && clock() < good.usableUntil ? good.set : undefined;
  }

  function read(): Promise<void> {
    flight ??= readOnce().finally(() => {
      flight = undefined;
    });
    return flight;
  }

  async function readOnce(): Promise<void> {
    reads++;
    const published = await source.read();
    const set = published.ok ? importUsable(published.value, needs) : published;
    if (set.ok) keep(set.value, freshFor(published.ok ? published.value.refreshAfter : undefined, timing));
    else miss(set.error);
  }

  function keep(set: KeySet, freshSeconds: number): void {
    const at = clock();
    good = {
      set,
      at,
      freshUntil: at + freshSeconds * 1000,
      usableUntil: at + timing.keepThroughOutage * 1000,
    };
    failure = undefined;
    failures = 0;
    dueAt = at + freshSeconds * 1000 * REFRESH_AT;
  }

  function miss(cause: SourceFailure): void {
    failure = cause;
    failures++;
    dueAt = clock() + retryAfter(failures) * 1000;
  }

  /** A read for want of a key, at most once per cool-down; else the one under way, if any. */
  function demanded(): Promise<void> | undefined {
    const now = clock();
    if (flight !== undefined || now - demandedAt < timing.cooldown * 1000) return flight;
    demandedAt = now;
    return read();
  }

  function state(): KeyStatus['state'] {
    if (good === undefined || clock() >= good.usableUntil) return 'missing';
    return clock() < good.freshUntil ? 'fresh' : 'stale';
  }

  return {
    current,
    demand: async () => {
      if (waiting >= maxWaiting) return undefined;
      waiting++;
      try {
        await demanded();
        return current();
      } finally {
        waiting--;
      }
    },
    refreshIfDue: async () => {
      if (clock() >= dueAt) await read();
    },
    status: () => ({
      state: state(),
      keys: current()?.size ?? 0,
      filtered: good?.set.filtered ?? [],
      readAt: good?.at,
      usableUntil: good?.usableUntil,
      reads,
      failure,
    }),
    close: () => source.close(),
  };
}

/**
 * An empty set is a broken answer, which must not evict good keys; in a SPIFFE bundle alone it means that every key
 * was withdrawn.
 */
function importUsable(published: PublishedKeys, needs: KeyNeeds): Result<KeySet, SourceFailure> {
  const set = importKeySet(published.keys, needs);
  if (set.size === 0 && needs.use !== 'jwt-svid') {
    return err({ reason: 'no_usable_key', detail: `none of ${published.keys.length} keys can be used` });
  }
  return ok(set);
}
