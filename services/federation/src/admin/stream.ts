import { setTimeout as wait } from 'node:timers/promises';
import type { DecisionPage, Ledger, StoredDecision } from '@cambio/ledger';
import type { StreamEvent } from './operation.ts';

export interface Following {
  readonly trail: Pick<Ledger['decisions'], 'get' | 'list'>;
  readonly filter: Omit<DecisionPage, 'limit' | 'before' | 'since'>;
  /** The last decision that was seen before; absent: it begins now. */
  readonly after: string | undefined;
  /** Whether whoever follows may go on. */
  readonly mayGoOn: () => Promise<boolean>;
  /** Ends it. */
  readonly signal: AbortSignal;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Milliseconds between two looks, and between two questions whether it may go on. */
const LOOK = 1000;
const ASK = 10_000;

/** Milliseconds: a decision is recorded when it is made, and carries the time when its exchange began. */
const LATE = 2000;

/** Decisions in one look at the most; a feed that falls behind says so. */
const MOST = 1000;

/**
 * The decisions of the whole gateway as they are recorded, on whichever replica, in the order of their times. Where more
 * were made than can be followed the older are left out, which a `gap` tells. Ends when the token of whoever follows does.
 */
export async function* followDecisions(following: Following): AsyncIterable<StreamEvent<StoredDecision>> {
  const { trail, filter, after, mayGoOn, signal, now } = following;
  const last = after === undefined ? undefined : await trail.get(after);
  const feed = createFeed(last?.ok ? last.value : undefined, now());
  let askAt = now() + ASK;
  while (!signal.aborted) {
    const found = await trail.list({ ...filter, since: feed.since(), limit: MOST });
    if (found.ok) yield* feed.take(found.value);
    if (now() >= askAt) {
      if (!(await mayGoOn())) return;
      askAt = now() + ASK;
      yield { event: 'alive' };
    }
    await wait(LOOK, undefined, { signal }).catch(() => undefined);
  }
}

/** Tells each decision once, of looks that overlap. */
function createFeed(from: StoredDecision | undefined, now: number) {
  const seen = new Map<string, number>();
  let latest = from?.at ?? now;
  let begun = false;
  return {
    /** From when on there may be something that was not told. */
    since: () => latest - LATE,
    /** The newest first in, the oldest first out. */
    take(found: readonly StoredDecision[]): readonly StreamEvent<StoredDecision>[] {
      const fresh = found.filter(({ id }) => !seen.has(id)).reverse();
      const told = begun ? fresh : fresh.filter((decision) => isAfter(decision, from));
      begun = true;
      for (const { id, at } of fresh) {
        seen.set(id, at);
        latest = Math.max(latest, at);
      }
      for (const [id, at] of seen) if (at < latest - LATE) seen.delete(id);
      const gap = fresh.length === MOST ? [{ event: 'gap' as const }] : [];
      return [...gap, ...told.map((data) => ({ id: data.id, data }))];
    },
  };
}

/** Of what was there when it began, what comes after the last that was seen before. */
function isAfter({ at, id }: StoredDecision, from: StoredDecision | undefined): boolean {
  if (from === undefined) return false;
  return at > from.at || (at === from.at && id > from.id);
}
