import type { DatabaseSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { err, ok, type Result } from '@cambio/oauth';
import type { Unavailable } from '@cambio/sts';
import { GRACE, MINIMUM_HOLD } from '../hold.ts';
import type { MarksOpenFailure, MarksStore } from '../marks-store.ts';
import { workerRateLimits } from '../workers/worker-rate-limits.ts';
import { workerSignal } from '../workers/worker-signal.ts';
import { isStoreFault, openDatabase, patiently } from './database.ts';
import { markName } from './mark-name.ts';
import { MARK_SCHEMA, type MarkTable, markTable } from './mark-table.ts';
import { ownRateLimits } from './own-rate-limits.ts';
import { ownSignal } from './own-signal.ts';
import { reservationQueue } from './reservation-queue.ts';

export interface EmbeddedMarksOptions {
  /** The SQLite file. Made, with its directory, where there is none. */
  readonly path: string;
  /**
   * The ledger's connection, where the file is the ledger's: two that write in turns make each other read everything again.
   * A reservation waits for no sync of the disk then: the decision that is recorded before the token leaves has both
   * synced. It stays open when the marks are closed.
   */
  readonly ledger?: DatabaseSync | undefined;
  /** Whether this process is a worker, which counts and tells of changes by way of its primary. Default false. */
  readonly worker?: boolean;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Told why, whenever the store was at fault: for the operator's log. */
  readonly onFault?: (error: Error) => void;
}

/** Marks looked at in one turn of the event loop: a millisecond or two. */
const SLICE = 1000;

/** Marks on SQLite, for one machine: any number of processes may share the file. */
export async function openEmbeddedMarks(
  options: EmbeddedMarksOptions,
): Promise<Result<MarksStore, MarksOpenFailure>> {
  try {
    const { path, ledger } = options;
    if (ledger !== undefined) {
      await patiently(() => ledger.exec(MARK_SCHEMA));
      return ok(embeddedMarks(markTable(ledger, 'normal'), () => {}, options));
    }
    const database = await openDatabase(path, MARK_SCHEMA);
    return ok(embeddedMarks(markTable(database, 'full'), () => database.close(), options));
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

    async reserve(key, until, stated) {
      const now = seconds();
      const end = Math.ceil(Math.max(until, now + MINIMUM_HOLD));
      if (closed || !Number.isSafeInteger(end)) return err('unavailable');
      return queue.add({ name: markName(key, stated), until: end, now });
    },

    ping: () => attempt(table.ping),
    time: async () => attempt(options.now),

    async sweep() {
      const end = seconds() - GRACE;
      let removed = 0;
      let after: string | undefined;
      do {
        const slice = await attempt(() => table.removeEnded(end, after, SLICE));
        if (!slice.ok) return slice;
        removed += slice.value.removed;
        after = slice.value.last;
        await nextTurn();
      } while (after !== undefined);
      return ok(removed);
    },

    async close() {
      if (closed) return;
      closed = true;
      await queue.drain();
      release();
    },
  };
}
