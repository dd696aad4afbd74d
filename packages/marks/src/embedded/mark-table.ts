import type { DatabaseSync } from 'node:sqlite';
import type { EpochSeconds } from '@cambio/oauth';

/** One call of `reserve`, ready to be written. */
export interface Reservation {
  readonly name: string;
  readonly until: EpochSeconds;
  readonly now: EpochSeconds;
}

export type ReservationOutcome = 'reserved' | 'exists';

/**
 * When a commit is on the disk. `full`: before it returns. `normal`: with the next full commit to the file, since all are
 * written to one log, in order. Either way it outlives the process.
 */
export type Synchronous = 'full' | 'normal';

/** The marks in SQLite. Every verb is one transaction; all throw what SQLite says. */
export interface MarkTable {
  /** Takes each mark that nobody holds at its `now`, in the order given. */
  reserve(reservations: readonly Reservation[]): readonly ReservationOutcome[];
  /** Looks at `count` marks, of those that come after one, and removes what ended before `end`. */
  removeEnded(end: EpochSeconds, after: string | undefined, count: number): Swept;
  ping(): void;
}

interface Swept {
  readonly removed: number;
  /** The last mark that was looked at; `undefined` where none comes after it. */
  readonly last: string | undefined;
}

/**
 * What `markTable` expects to find. Without an index by `until`, which would be half of what a reservation costs: once in a
 * while the sweep looks at all.
 */
export const MARK_SCHEMA = `
  CREATE TABLE IF NOT EXISTS mark (
    name TEXT PRIMARY KEY NOT NULL,
    until INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
`;

/** What comes before every name, and after it: they begin with a hexadecimal digit. */
const NO_NAME = '';
const BEYOND_NAMES = 'g';

/** @param synchronous for what it reserves; the connection itself is `full` */
export function markTable(database: DatabaseSync, synchronous: Synchronous): MarkTable {
  const reserve = database.prepare(`
    INSERT INTO mark (name, until) VALUES (?, ?)
    ON CONFLICT (name) DO UPDATE SET until = excluded.until WHERE mark.until < ?
  `);
  const endOfSlice = database.prepare('SELECT name FROM mark WHERE name > ? ORDER BY name LIMIT 1 OFFSET ?');
  const removeEnded = database.prepare('DELETE FROM mark WHERE name > ? AND name <= ? AND until < ?');
  const ping = database.prepare('SELECT 1 FROM mark LIMIT 1');

  return {
    reserve: (reservations) =>
      inTransaction(database, synchronous, () =>
        reservations.map(({ name, until, now }) =>
          reserve.run(name, until, now).changes === 0 ? 'exists' : 'reserved',
        ),
      ),
    removeEnded: (end, after = NO_NAME, count) => {
      const last = endOfSlice.get(after, count - 1)?.name;
      const isLast = typeof last !== 'string';
      const { changes } = removeEnded.run(after, isLast ? BEYOND_NAMES : last, end);
      return { removed: Number(changes), last: isLast ? undefined : last };
    },
    ping: () => void ping.get(),
  };
}

/**
 * Runs `work` in one transaction without letting anything else of this process in between. Throws where one is open: the
 * connection may be the ledger's, whose transactions are over before the event loop's next turn.
 */
function inTransaction<T>(database: DatabaseSync, synchronous: Synchronous, work: () => T): T {
  if (synchronous === 'normal') database.exec('PRAGMA synchronous = NORMAL');
  try {
    database.exec('BEGIN IMMEDIATE');
    return committed(database, work);
  } finally {
    if (synchronous === 'normal') database.exec('PRAGMA synchronous = FULL');
  }
}

function committed<T>(database: DatabaseSync, work: () => T): T {
  try {
    const outcome = work();
    database.exec('COMMIT');
    return outcome;
  } finally {
    if (database.isTransaction) database.exec('ROLLBACK');
  }
}
