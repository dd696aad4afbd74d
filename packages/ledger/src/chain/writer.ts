import { randomUUID } from 'node:crypto';
import { err, ok, type Result } from '@cambio/oauth';
import type { Unavailable } from '@cambio/sts';
import type { Kysely } from 'kysely';
import type { Attempt } from '../attempt.ts';
import type { DecisionTable, Schema } from '../schema.ts';
import type { Store } from '../store.ts';
import { DamagedRecord } from '../store-fault.ts';
import { abandonChain, endMover, type HeldChain, releaseChain, takeChain } from './hold.ts';
import { type ChainEnd, link } from './link.ts';

/** A decision without its place on the chain. */
export type Entry = Omit<DecisionTable, 'chain' | 'seq' | 'hash'>;

/** Writes on a chain of its own. Batches must not overlap. */
export interface ChainWriter {
  /** All of a batch in one transaction, but those whose id is taken: these are `unavailable`. */
  write(entries: readonly Entry[]): Promise<readonly Result<void, Unavailable>[]>;
  /** Leaves the chain to the next process, where it is sure to be left whole. */
  release(): Promise<void>;
}

/**
 * How often a batch is put together anew: once since ids were taken, once since somebody else took the chain; the rest is
 * to spare.
 */
const ROUNDS = 5;

/** Where the chain ends is kept in memory, and read again after anything that leaves it unsure what was committed. */
export function chainWriter(store: Store, attempt: Attempt, now: () => number): ChainWriter {
  const { db } = store;
  const writer = randomUUID();
  const moveEnd = endMover(db);
  let held: HeldChain | undefined;

  async function writeOnce(entries: readonly Entry[]): Promise<'written' | 'refused' | 'taken'> {
    const from = held ?? (await takeChain(db, writer, now()));
    held = undefined;
    const { rows, end } = place(from, entries);
    const outcome = await store.writeTogether(moveEnd(from, end, writer, now()), rows);
    if (outcome !== 'refused') held = outcome === 'written' ? { chain: from.chain, ...end } : from;
    return outcome;
  }

  async function writeFresh(entries: readonly Entry[], rounds = ROUNDS): Promise<ReadonlySet<Entry>> {
    if (entries.length === 0) return new Set();
    const outcome = await writeOnce(entries);
    if (outcome === 'written') return new Set(entries);
    const taken = outcome === 'taken' ? await takenIds(db, entries) : new Set();
    if (rounds === 1 || (outcome === 'taken' && taken.size === 0)) return leaveDamaged();
    return writeFresh(
      entries.filter(({ id }) => !taken.has(id)),
      rounds - 1,
    );
  }

  /** What is not where it was left was changed by somebody else: the next batch goes on another chain. */
  async function leaveDamaged(): Promise<never> {
    held = undefined;
    await abandonChain(db, writer);
    throw new DamagedRecord('chain', 'its end is not where this process left it');
  }

  return {
    async write(entries) {
      const written = await attempt(async () => ok(await writeFresh(firstOfEachId(entries))));
      return entries.map((entry) =>
        written.ok && written.value.has(entry) ? ok(undefined) : err('unavailable'),
      );
    },
    async release() {
      if (held === undefined) return;
      held = undefined;
      await attempt(async () => ok(await releaseChain(db, writer)));
    },
  };
}

function place(from: HeldChain, entries: readonly Entry[]) {
  let end: ChainEnd = from;
  const rows = entries.map((entry): DecisionTable => {
    end = link(from.chain, end, entry.body);
    return { ...entry, chain: from.chain, ...end };
  });
  return { rows, end };
}

async function takenIds(db: Kysely<Schema>, entries: readonly Entry[]): Promise<ReadonlySet<string>> {
  const ids = entries.map(({ id }) => id);
  const there = await db.selectFrom('decision').select('id').where('id', 'in', ids).execute();
  return new Set(there.map(({ id }) => id));
}

function firstOfEachId(entries: readonly Entry[]): readonly Entry[] {
  const byId = new Map(entries.toReversed().map((entry) => [entry.id, entry]));
  return entries.filter((entry) => byId.get(entry.id) === entry);
}
