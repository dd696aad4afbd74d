import type { DatabaseSync } from 'node:sqlite';
import type { CompiledQuery, Kysely } from 'kysely';
import type { Schema } from '../schema.ts';
import type { Insert, Store } from '../store.ts';
import { isTakenKey } from './database.ts';
import type { Prepare } from './statements.ts';

/**
 * One prepared statement for each table, run once for each row: all of it in one turn of the event loop. It waits for the
 * connection as every transaction does, for there is but one.
 */
export function writingTogether(
  db: Kysely<Schema>,
  database: DatabaseSync,
  prepare: Prepare,
): Store['writeTogether'] {
  return (change, inserts) =>
    db.connection().execute(async () => writeAll(database, prepare, change, inserts));
}

function writeAll(
  database: DatabaseSync,
  prepare: Prepare,
  change: CompiledQuery,
  inserts: readonly Insert[],
): 'written' | 'refused' | 'taken' {
  database.exec('begin immediate');
  try {
    const changed = prepare(change.sql).all(change.parameters).length > 0;
    if (changed) for (const insert of inserts) insertRows(prepare, insert);
    database.exec(changed ? 'commit' : 'rollback');
    return changed ? 'written' : 'refused';
  } catch (error) {
    // SQLite has rolled back by itself after some failures.
    if (database.isTransaction) database.exec('rollback');
    if (isTakenKey(error)) return 'taken';
    throw error;
  }
}

function insertRows(prepare: Prepare, { table, rows }: Insert): void {
  const [first] = rows;
  if (first === undefined) return;
  const columns = Object.keys(first);
  const values = columns.map(() => '?').join(', ');
  const statement = prepare(`insert into ${table} (${columns.join(', ')}) values (${values})`);
  for (const row of rows) statement.run(Object.values(row));
}
