import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import type { SqliteStatement } from 'kysely';

/** Prepared statements kept; past that the longest kept one goes. */
const STATEMENTS = 128;

/** A statement, prepared once for each text, in the form Kysely wants. */
export type Prepare = (sql: string) => SqliteStatement;

export function preparing(database: DatabaseSync): Prepare {
  const prepared = new Map<string, SqliteStatement>();
  return (sql) => {
    const known = prepared.get(sql);
    if (known !== undefined) return known;
    const [oldest] = prepared.keys();
    if (prepared.size >= STATEMENTS && oldest !== undefined) prepared.delete(oldest);
    const statement = prepare(database, sql);
    prepared.set(sql, statement);
    return statement;
  };
}

function prepare(database: DatabaseSync, sql: string): SqliteStatement {
  const statement = database.prepare(sql);
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...parameters.map(toSql)),
    run: (parameters) => statement.run(...parameters.map(toSql)),
    iterate: (parameters) => statement.iterate(...parameters.map(toSql)),
  };
}

function toSql(value: unknown): SQLInputValue {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value;
  throw new TypeError(`no column holds a ${typeof value}`);
}
