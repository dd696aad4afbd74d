import type { DatabaseSync } from 'node:sqlite';
import type { CompiledQuery, Kysely } from 'kysely';
import type { ChainExtent } from './ports/audit-trail.ts';
import type { DecisionTable, Schema } from './schema.ts';
import type { StoreErrors } from './store-fault.ts';

/** A database that is open, with its schema up to date. */
export interface Store {
  readonly db: Kysely<Schema>;
  readonly errors: StoreErrors;
  /**
   * Changes something, and inserts decisions, in one transaction and in one go to the database. Nothing is done where the
   * change changes nothing (`refused`), nor where a key of one of them is taken (`taken`). Throws what the store says.
   * @param change gives a row for what it changed
   */
  readonly writeTogether: (
    change: CompiledQuery,
    decisions: readonly DecisionTable[],
  ) => Promise<'written' | 'refused' | 'taken'>;
  /**
   * Gives the rows of a query that only reads. On a store with one connection it waits for no transaction, and sees what one
   * that is under way has done so far.
   */
  readonly read: (query: CompiledQuery) => Promise<readonly unknown[]>;
  /** Absent: it is no SQLite. */
  readonly sqlite?: DatabaseSync;
  /** The store's own clock, in milliseconds since the epoch. Absent: it has none. */
  readonly time?: () => Promise<number>;
  /** Absent: all decisions are in one table. */
  readonly parts?: Parts;
}

/** Decisions kept apart by time, so that old ones go whole. */
export interface Parts {
  /** Makes what is missing for today and the days to come. */
  make(now: number): Promise<void>;
  /**
   * Drops the parts in which no record is beyond its chain's base, and says how many records they may have held.
   * @param chains all there are: a record of one that is left out goes with its part
   */
  drop(chains: readonly ChainExtent[]): Promise<number>;
  /** The table of what is in no part. */
  readonly rest: string;
}
