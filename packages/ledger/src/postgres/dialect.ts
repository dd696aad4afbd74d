import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';
import type { Connection } from './connection.ts';
import type { Connections } from './connections.ts';

/** Kysely on connections of our own, which prepare statements and tell faults from bugs. */
export function postgresDialect(connections: Connections): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new BorrowingDriver(connections),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
}

class BorrowingDriver implements Driver {
  readonly #connections: Connections;

  constructor(connections: Connections) {
    this.#connections = connections;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<Borrowed> {
    return new Borrowed(await this.#connections.borrow());
  }

  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin'));
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'));
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('rollback'));
  }

  async releaseConnection(connection: Borrowed): Promise<void> {
    connection.giveBack();
  }

  destroy(): Promise<void> {
    return this.#connections.close();
  }
}

class Borrowed implements DatabaseConnection {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    const { count, rows } = await this.#connection.query<Row>(sql, parameters);
    return { rows, ...(count !== null && { numAffectedRows: BigInt(count) }) };
  }

  streamQuery(): never {
    throw new TypeError('rows are not streamed');
  }

  giveBack(): void {
    this.#connection.giveBack();
  }
}
