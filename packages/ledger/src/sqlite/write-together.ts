import type { DatabaseSync } from 'node:sqlite';
import type { Insert, Store } from '../store.ts';
import { isTakenKey } from './database.ts';
import type { Prepare } from './statements.ts';

/** One prepared statement for each table, run once for each row: all of it in one turn of the event loop. */
export function writingTogether(database: DatabaseSync, prepare: Prepare): Store['writeTogether'] {
  return async (change, inserts) => {
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
  };
}

function insertRows(prepare: Prepare, { table, rows }: Insert): void {
  const [first] = rows;
  if (first === undefined) return;
  const columns = Object.keys(first);
  const values = columns.map(() => '?').join(', ');
  const statement = prepare(`insert into ${table} (${columns.join(', ')}) values (${values})`);
  for (const row of rows) statement.run(Object.values(row));
}
