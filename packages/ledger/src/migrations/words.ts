import { type RawBuilder, sql } from 'kysely';

/** How the stores differ in the words of a schema. */
export interface Words {
  /** Text that is compared and sorted byte by byte, whatever the language of the database. */
  readonly text: 'text' | RawBuilder<string>;
  /** Whether a table can be cut into parts by time, which are dropped whole. */
  readonly partitions: boolean;
  /** Keeps every other process from changing the schema until the transaction ends; absent: beginning it does already. */
  readonly lock?: RawBuilder<unknown>;
}

/** Any number that is nobody else's in the same database. */
const LOCK = 0xca_3b_10;

export const sqliteWords: Words = { text: 'text', partitions: false };
export const postgresWords: Words = {
  text: sql<string>`text collate "C"`,
  partitions: true,
  lock: sql`select pg_advisory_xact_lock(${LOCK})`,
};
