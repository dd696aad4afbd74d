import type { Kysely, Transaction } from 'kysely';
import { chainsBehind } from '../backlog.ts';
import type { Schema } from '../schema.ts';
import { advanceWithin, readBehind, recordsOn } from '../trail-reader.ts';
import { addCounts } from './add-counts.ts';
import { tally } from './tally.ts';

/** As which the inventory reads the trail. */
export const INVENTORY = 'inventory';

/** What the inventory wants to know of a decision: not the record, which takes as long to read as all else. */
const COLUMNS = [
  'chain',
  'seq',
  'at',
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
  const decisions = await readBehind(transaction, INVENTORY, limit, (stretch) =>
    recordsOn(transaction, stretch).select(COLUMNS).execute(),
  );
  if (!(await advanceWithin(transaction, INVENTORY, decisions))) throw new Stale();
  await addCounts(transaction, tally(decisions));
  return decisions.length;
}
