import { randomUUID } from 'node:crypto';
import type { CompiledQuery, Kysely } from 'kysely';
import type { Schema } from '../schema.ts';
import { type ChainEnd, genesis } from './link.ts';

/** Milliseconds after its last commit in which no other process takes a chain over. */
const HOLD = 60_000;

/** A chain this process may write on, and where it ends. */
export interface HeldChain extends ChainEnd {
  readonly chain: string;
}

/**
 * A chain to write on: the one this writer had, as after a fault that left it unsure what was committed; else one that
 * nobody has written on for a while, as after a restart; else a new one, which is there from its first record on. That
 * two take one chain does no harm: it ends where the faster put its end, and `endMover` refuses the other.
 */
export async function takeChain(db: Kysely<Schema>, writer: string, now: number): Promise<HeldChain> {
  const own = await ends(db).where('writer', '=', writer).executeTakeFirst();
  return own ?? (await takeOver(db, writer, now)) ?? newChain();
}

function newChain(): HeldChain {
  const chain = randomUUID();
  return { chain, ...genesis(chain) };
}

async function takeOver(db: Kysely<Schema>, writer: string, now: number): Promise<HeldChain | undefined> {
  const free = await ends(db).where('held_until', '<=', now).orderBy('id').executeTakeFirst();
  if (free === undefined) return undefined;
  const taken = await db
    .updateTable('audit_chain')
    .set({ writer, held_until: now + HOLD })
    .where('id', '=', free.chain)
    .where('held_until', '<=', now)
    .returning(['id as chain', 'head_seq as seq', 'head_hash as hash'])
    .executeTakeFirst();
  return taken;
}

function ends(db: Kysely<Schema>) {
  return db.selectFrom('audit_chain').select(['id as chain', 'head_seq as seq', 'head_hash as hash']);
}

/** Moves the end of a chain from where it is held to `to`. */
export type MoveEnd = (from: HeldChain, to: ChainEnd, writer: string, now: number) => CompiledQuery;

/**
 * The statement that moves the end of a chain, to be run in the transaction that writes the records up to there. It changes
 * nothing where the end is not where it is held. Put together once: that takes as long as to write a record.
 */
export function endMover(db: Kysely<Schema>): MoveEnd {
  const move = db
    .updateTable('audit_chain')
    .set({ head_seq: 0, head_hash: '', held_until: 0 })
    .where('id', '=', '')
    .where('writer', '=', '')
    .where('head_seq', '=', 0)
    .returning('id')
    .compile();
  return (from, to, writer, now) => {
    if (from.seq === 0) return beginning(db, from, to, writer, now);
    return { ...move, parameters: [to.seq, to.hash, now + HOLD, from.chain, writer, from.seq] };
  };
}

/** A chain is there from its first record on. */
function beginning(
  db: Kysely<Schema>,
  { chain, hash }: HeldChain,
  to: ChainEnd,
  writer: string,
  now: number,
): CompiledQuery {
  const head = { head_seq: to.seq, head_hash: to.hash, held_until: now + HOLD };
  return db
    .insertInto('audit_chain')
    .values({ id: chain, started_at: now, base_seq: 0, base_hash: hash, writer, ...head })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .compile();
}

/** Leaves the chain to whoever comes next. */
export async function releaseChain(db: Kysely<Schema>, writer: string): Promise<void> {
  await db.updateTable('audit_chain').set({ held_until: 0 }).where('writer', '=', writer).execute();
}

/** Leaves the chain for good: nobody takes it over. */
export async function abandonChain(db: Kysely<Schema>, writer: string): Promise<void> {
  const abandoned = { writer: '', held_until: Number.MAX_SAFE_INTEGER };
  await db.updateTable('audit_chain').set(abandoned).where('writer', '=', writer).execute();
}
