import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import type { ChainExtent } from '../ports/audit-trail.ts';
import type { Schema } from '../schema.ts';
import { readCheckpoint } from '../verify/checkpoint.ts';
import { readChains, readLatest } from './extent.ts';

/** Records removed in one turn of the event loop: a few milliseconds. */
const SLICE = 500;

/** Removes the records up to each chain's base, which a checkpoint has told, and the checkpoints before its oldest. */
export async function prune(db: Kysely<Schema>): Promise<number> {
  let removed = 0;
  for (const extent of await readChains(db)) {
    if (extent.base.seq > 0) removed += await pruneChain(db, extent);
  }
  await pruneCheckpoints(db);
  return removed;
}

async function pruneChain(db: Kysely<Schema>, { chain, base }: ChainExtent): Promise<number> {
  for (let removed = 0; ; ) {
    const first = await db
      .selectFrom('decision')
      .select('seq')
      .where('chain', '=', chain)
      .where('seq', '<=', base.seq)
      .orderBy('seq')
      .limit(1)
      .executeTakeFirst();
    if (first === undefined) return removed;
    const { numDeletedRows } = await db
      .deleteFrom('decision')
      .where('chain', '=', chain)
      .where('seq', '<=', Math.min(base.seq, first.seq + SLICE - 1))
      .executeTakeFirst();
    removed += Number(numDeletedRows);
    await nextTurn();
  }
}

async function pruneCheckpoints(db: Kysely<Schema>): Promise<void> {
  const latest = await readLatest(db);
  const oldest = latest && readCheckpoint(latest.statement)?.statement.oldest;
  if (oldest !== undefined) await db.deleteFrom('audit_checkpoint').where('number', '<', oldest).execute();
}
