import { type Kysely, sql, type Transaction } from 'kysely';
import { chainsBehind } from '../backlog.ts';
import type { Schema } from '../schema.ts';
import { advanceWithin, readBehind, recordsOn, type Stretch } from '../trail-reader.ts';
import { addCounts } from './add-counts.ts';
import { STEP, tally } from './tally.ts';

/** As which the inventory reads the trail. */
export const INVENTORY = 'inventory';

/** What decisions have in common that are counted together: not the record, which takes as long to read as all else. */
const SAME = [
  'chain',
  'outcome',
  'reason',
  'issuer',
  'workload',
  'mapping',
  'target',
  'name',
  'asked_scopes',
] as const;

/** Thrown to undo the transaction it is thrown in; never leaves this file. */
class Stale extends Error {}

export async function isBehind(db: Kysely<Schema>): Promise<boolean> {
  return (await chainsBehind(db, INVENTORY)).length > 0;
}

/** One transaction: takes decisions and counts them, or neither. Nothing is taken where somebody else was faster. */
export async function takeInventory(db: Kysely<Schema>, limit: number): Promise<number> {
  try {
    return await db.transaction().execute((transaction) => takeWithin(transaction, limit));
  } catch (error) {
    if (error instanceof Stale) return 0;
    throw error;
  }
}

async function takeWithin(transaction: Transaction<Schema>, limit: number): Promise<number> {
  const groups = await readBehind(transaction, INVENTORY, limit, (stretch) =>
    readGroups(transaction, stretch),
  );
  if (!(await advanceWithin(transaction, INVENTORY, groups))) throw new Stale();
  await addCounts(transaction, tally(groups));
  return groups.reduce((sum, { count }) => sum + count, 0);
}

/** The store adds up what is the same: to carry every decision over takes twice as long. */
function readGroups(transaction: Transaction<Schema>, stretch: Stretch) {
  const taken = recordsOn(transaction, stretch)
    .select([...SAME, 'seq', 'at'])
    .as('taken');
  return transaction
    .selectFrom(taken)
    .select(SAME)
    .select(({ fn }) => [
      fn.min('seq').as('first'),
      fn.max('seq').as('last'),
      fn.min('at').as('first_seen'),
      fn.max('at').as('last_seen'),
      fn.countAll<number>().as('count'),
    ])
    .groupBy([...SAME, sql`at / ${sql.lit(STEP)}`])
    .orderBy('last')
    .execute();
}
