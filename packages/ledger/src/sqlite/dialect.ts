import type { DatabaseSync } from 'node:sqlite';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  SqliteAdapter,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import type { Prepare } from './statements.ts';

/**
 * Kysely on Node's own SQLite. A statement runs at once, on the calling thread; so a transaction that awaits nothing but
 * its own queries is over before any timer, socket or `setImmediate` gets its turn.
 */
export function nodeSqliteDialect(database: DatabaseSync, prepare: Prepare): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new TransactionalDriver(database, prepare),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

class TransactionalDriver extends SqliteDriver {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync, prepare: Prepare) {
    super({ database: { prepare, close: () => database.close() } });
    this.#database = database;
  }

  /** Takes the write lock here, where nothing is done yet, and not at the first write, where it may be too late. */
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }

  /** SQLite has rolled back by itself after some failures; to do it again would hide what they were. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#database.isTransaction) await connection.executeQuery(CompiledQuery.raw('rollback'));
  }
}
