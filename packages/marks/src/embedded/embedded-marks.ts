import { hash } from 'node:crypto';
import { err, ok, type Result } from '@cambio/oauth';
import type { Unavailable } from '@cambio/sts';
import { GRACE, MINIMUM_HOLD } from '../hold.ts';
import type { MarksOpenFailure, MarksStore } from '../marks-store.ts';
import { workerRateLimits } from '../workers/worker-rate-limits.ts';
import { workerSignal } from '../workers/worker-signal.ts';
import { isStoreFault, openDatabase, patiently } from './database.ts';
import { MARK_SCHEMA, type MarkTable, markTable } from './mark-table.ts';
import { ownRateLimits } from './own-rate-limits.ts';
import { ownSignal } from './own-signal.ts';
import { reservationQueue } from './reservation-queue.ts';

export interface EmbeddedMarksOptions {
  /** The SQLite file; the ledger's own will do. Made, with its directory, where there is none. */
  readonly path: string;
  /**
   * Whether the file is the ledger's. Then a reservation waits for no sync of the disk of its own: the decision that is
   * recorded before the token leaves has both synced. Default false.
   */
  readonly inLedger?: boolean;
  /** Whether this process is a worker, which counts and tells of changes by way of its primary. Default false. */
  readonly worker?: boolean;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Told why, whenever the store was at fault: for the operator's log. */
  readonly onFault?: (error: Error) => void;
}

const SWEEP_BATCH = 500;

/** Marks on SQLite, for one machine: any number of processes may share the file. */
export async function openEmbeddedMarks(
  options: EmbeddedMarksOptions,
): Promise<Result<MarksStore, MarksOpenFailure>> {
  try {
    const database = await openDatabase(options.path, MARK_SCHEMA, options.inLedger ? 'normal' : 'full');
    return ok(embeddedMarks(markTable(database), () => database.close(), options));
  } catch (error) {
    if (!isStoreFault(error)) throw error;
    return err({ reason: 'marks_unreachable', detail: error.message });
  }
}

function embeddedMarks(table: MarkTable, release: () => void, options: EmbeddedMarksOptions): MarksStore {
  const seconds = () => Math.floor(options.now() / 1000);
  const onFault = options.onFault ?? (() => undefined);
  const queue = reservationQueue(table.reserve, onFault);
  let closed = false;

  async function attempt<T>(work: () => T): Promise<Result<T, Unavailable>> {
    if (closed) return err('unavailable');
    try {
      return ok(await patiently(work));
    } catch (error) {
      // It was let go of while another process was writing.
      if (closed) return err('unavailable');
      if (!isStoreFault(error)) throw error;
      onFault(error);
      return err('unavailable');
    }
  }

  return {
    ...(options.worker ? workerRateLimits : ownRateLimits),
    ...(options.worker ? workerSignal() : ownSignal()),

    async reserve(key, until) {
      const now = seconds();
      const end = Math.ceil(Math.max(until, now + MINIMUM_HOLD));
      if (closed || !Number.isSafeInteger(end)) return err('unavailable');
      return queue.add({ digest: digestOf(key), until: end, now });
    },

    ping: () => attempt(table.ping),
    time: async () => attempt(options.now),

    async sweep() {
      const end = seconds() - GRACE;
      let removed = 0;
      for (;;) {
        const batch = await attempt(() => table.removeEnded(end, SWEEP_BATCH));
        if (!batch.ok) return batch;
        removed += batch.value;
        if (batch.value < SWEEP_BATCH) return ok(removed);
        await nextTurn();
      }
    },

    async close() {
      if (closed) return;
      closed = true;
      await queue.drain();
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
