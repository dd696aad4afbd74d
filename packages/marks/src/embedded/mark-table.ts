import type { DatabaseSync } from 'node:sqlite';
import type { EpochSeconds } from '@cambio/oauth';

/** One call of `reserve`, ready to be written. */
export interface Reservation {
  readonly digest: Uint8Array;
  readonly until: EpochSeconds;
  readonly now: EpochSeconds;
}

export type ReservationOutcome = 'reserved' | 'exists';

/** The marks in SQLite. Every verb is one transaction; all throw what SQLite says. */
export interface MarkTable {
  /** Takes each mark that nobody holds at its `now`, in the order given. */
  reserve(reservations: readonly Reservation[]): readonly ReservationOutcome[];
  /** Removes at the most `limit` marks that ended before `end`, and answers how many. */
  removeEnded(end: EpochSeconds, limit: number): number;
  ping(): void;
}

/** What `markTable` expects to find. */
export const MARK_SCHEMA = `
  CREATE TABLE IF NOT EXISTS mark (
    digest BLOB PRIMARY KEY NOT NULL,
    until INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS mark_until ON mark (until);
`;

export function markTable(database: DatabaseSync): MarkTable {
  const reserve = database.prepare(`
    INSERT INTO mark (digest, until) VALUES (?, ?)
    ON CONFLICT (digest) DO UPDATE SET until = excluded.until WHERE mark.until < ?
  `);
  const removeEnded = database.prepare(`
    DELETE FROM mark WHERE digest IN (SELECT digest FROM mark WHERE until < ? ORDER BY until LIMIT ?)
  `);
  const ping = database.prepare('SELECT 1 FROM mark LIMIT 1');

  return {
    reserve: (reservations) =>
      inTransaction(database, () =>
        reservations.map(({ digest, until, now }) =>
          reserve.run(digest, until, now).changes === 0 ? 'exists' : 'reserved',
        ),
      ),
    removeEnded: (end, limit) => Number(removeEnded.run(end, limit).changes),
    ping: () => void ping.get(),
  };
}

/** Runs `work` in one transaction without letting anything else of this process in between. */
function inTransaction<T>(database: DatabaseSync, work: () => T): T {
  database.exec('BEGIN IMMEDIATE');
  try {
    const outcome = work();
    database.exec('COMMIT');
    return outcome;
  } finally {
    if (database.isTransaction) database.exec('ROLLBACK');
  }
}
