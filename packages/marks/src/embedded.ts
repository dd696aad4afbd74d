import { hash } from 'node:crypto';
import { err, ok, type Result } from '@cambio/oauth';
import type { Marks, Unavailable } from '@cambio/sts';
import { isStoreFault, openDatabase } from './database.ts';
import { MARK_SCHEMA, type MarkTable, markTable } from './mark-table.ts';
import { reservationQueue } from './reservation-queue.ts';

export interface EmbeddedMarksOptions {
  /** The SQLite file; the ledger's own will do. Made, with its directory, where there is none. */
  readonly path: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Told why, whenever the store was at fault: for the operator's log. */
  readonly onFault?: (error: Error) => void;
}

export interface EmbeddedMarks extends Marks {
  /** Whether the store answers. */
  ping(): Promise<Result<void, Unavailable>>;
  /** Forgets marks that ended more than an hour ago, a few at a time, and answers how many they were. */
  sweep(): Promise<Result<number, Unavailable>>;
  /** Commits what was asked before, then lets go of the file. Whatever is asked later is `unavailable`. */
  close(): Promise<void>;
}

/** The file can't be opened or written; `detail` is for the operator. */
export interface MarksOpenFailure {
  readonly reason: 'marks_unreachable';
  readonly detail: string;
}

/** Seconds a mark is held at the least: of concurrent calls exactly one wins even when `until` has just passed. */
const MINIMUM_HOLD = 60;

/** Seconds a mark is kept after its end, so that a clock that leaps ahead and is set back forgets nothing. */
const GRACE = 3600;

const SWEEP_BATCH = 500;

/** Marks on SQLite, for one machine: any number of processes may share the file. */
export async function openEmbeddedMarks(
  options: EmbeddedMarksOptions,
): Promise<Result<EmbeddedMarks, MarksOpenFailure>> {
  try {
    const database = await openDatabase(options.path, MARK_SCHEMA);
    return ok(embeddedMarks(markTable(database), () => database.close(), options));
  } catch (error) {
    if (!isStoreFault(error)) throw error;
    return err({ reason: 'marks_unreachable', detail: error.message });
  }
}

function embeddedMarks(table: MarkTable, release: () => void, options: EmbeddedMarksOptions): EmbeddedMarks {
  const seconds = () => Math.floor(options.now() / 1000);
  const onFault = options.onFault ?? (() => undefined);
  const queue = reservationQueue(table.reserve, onFault);
  let closed = false;

  function attempt<T>(work: () => T): Result<T, Unavailable> {
    if (closed) return err('unavailable');
    try {
      return ok(work());
    } catch (error) {
      if (!isStoreFault(error)) throw error;
      onFault(error);
      return err('unavailable');
    }
  }

  return {
    async reserve(key, until) {
      const now = seconds();
      const end = Math.ceil(Math.max(until, now + MINIMUM_HOLD));
      if (closed || !Number.isSafeInteger(end)) return err('unavailable');
      return queue.add({ digest: digestOf(key), until: end, now });
    },

    ping: async () => attempt(table.ping),

    async sweep() {
      const end = seconds() - GRACE;
      let removed = 0;
      for (;;) {
        const batch = attempt(() => table.removeEnded(end, SWEEP_BATCH));
        if (!batch.ok) return batch;
        removed += batch.value;
        if (batch.value < SWEEP_BATCH) return ok(removed);
        await nextTurn();
      }
    },

    async close() {
      if (closed) return;
      closed = true;
      queue.drain();
      release();
    },
  };
}

/** Keys come in any length and may name a token: what is kept is their SHA-256. */
function digestOf(key: string): Buffer {
  return hash('sha256', key, 'buffer');
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
