import type { DatabaseSync } from 'node:sqlite';
import type { CompiledQuery, Kysely } from 'kysely';
import type { DecisionTable, Schema } from '../schema.ts';
import type { Store } from '../store.ts';
import { isTakenKey } from './database.ts';
import type { Prepare } from './statements.ts';

/**
 * One prepared statement, run once for each decision: all of it in one turn of the event loop. It waits for the
 * connection as every transaction does, for there is but one.
 */
export function writingTogether(
  db: Kysely<Schema>,
  database: DatabaseSync,
  prepare: Prepare,
): Store['writeTogether'] {
  return (change, decisions) =>
    db.connection().execute(async () => writeAll(database, prepare, change, decisions));
}

function writeAll(
  database: DatabaseSync,
  prepare: Prepare,
  change: CompiledQuery,
  decisions: readonly DecisionTable[],
): 'written' | 'refused' | 'taken' {
  database.exec('begin immediate');
  try {
    const changed = prepare(change.sql).all(change.parameters).length > 0;
    if (changed) insert(prepare, decisions);
    database.exec(changed ? 'commit' : 'rollback');
    return changed ? 'written' : 'refused';
  } catch (error) {
    // SQLite has rolled back by itself after some failures.
    if (database.isTransaction) database.exec('rollback');
    if (isTakenKey(error)) return 'taken';
    throw error;
  }
}

function insert(prepare: Prepare, decisions: readonly DecisionTable[]): void {
  const [first] = decisions;
  if (first === undefined) return;
  const columns = Object.keys(first);
  const values = columns.map(() => '?').join(', ');
  const statement = prepare(`insert into decision (${columns.join(', ')}) values (${values})`);
  for (const decision of decisions) statement.run(Object.values(decision));
}
