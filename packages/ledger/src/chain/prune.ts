import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import type { ChainExtent } from '../ports/audit-trail.ts';
import type { Schema } from '../schema.ts';
import type { Store } from '../store.ts';
import { fromSignedBases, readChains, readLatest } from './extent.ts';
import { readStatement } from './statement.ts';

/** Records removed in one turn of the event loop: a few milliseconds. */
const SLICE = 500;

/** Removes the records up to each chain's base, as the last checkpoint tells it, and the checkpoints before its oldest. */
export async function prune({ db, parts }: Store): Promise<number> {
  const latest = await readLatest(db);
  const said = latest && readStatement(latest.statement);
  const chains = fromSignedBases(await readChains(db), said);
  let removed = (await parts?.drop(chains)) ?? 0;
  for (const extent of chains) removed += await pruneChain(db, parts?.rest ?? 'decision', extent);
  if (said !== undefined) {
    await db.deleteFrom('audit_checkpoint').where('number', '<', said.oldest).execute();
  }
  return removed;
}

async function pruneChain(db: Kysely<Schema>, name: string, { chain, base }: ChainExtent): Promise<number> {
  const table = sql.table(name);
  for (let removed = 0; ; ) {
    const { rows } = await sql<{ readonly first: number | null }>`
      select min(seq) as first from ${table} where chain = ${chain} and seq <= ${base.seq}`.execute(db);
    const first = rows[0]?.first ?? undefined;
    if (first === undefined) return removed;
    const last = Math.min(base.seq, first + SLICE - 1);
    const gone =
      await sql`delete from ${table} where chain = ${chain} and seq <= ${last} returning seq`.execute(db);
    removed += gone.rows.length;
    await nextTurn();
  }
}
