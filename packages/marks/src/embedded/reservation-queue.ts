import { setImmediate as nextTurn } from 'node:timers/promises';
import { err, ok, type Result } from '@cambio/oauth';
import type { Unavailable } from '@cambio/sts';
import { isStoreFault, patiently } from './database.ts';
import type { Reservation, ReservationOutcome } from './mark-table.ts';

type Answer = Result<ReservationOutcome, Unavailable>;

interface Waiting {
  readonly reservation: Reservation;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (bug: unknown) => void;
}

export interface ReservationQueue {
  /** Waits for the next commit. `unavailable` at once when too many wait already. */
  add(reservation: Reservation): Promise<Answer>;
  /** Commits what waits, and what is under way. */
  drain(): Promise<void>;
}

/** Reservations committed together at the most, and waiting at the most. */
const BATCH = 256;
const CAPACITY = 8192;

/** By how much a turn of the event loop adds to what waits, for the next turn to be waited for: as the ledger does. */
const GROWTH = 1.5;

/**
 * Group commit: the reservations of one turn of the event loop, and of the next as long as each brings half as many again,
 * share one transaction, and so one sync of the disk. Each is answered after the commit; when it fails, all of it are
 * `unavailable`. What comes while another process is writing waits for it together, and holds up nothing else. A commit has a
 * turn to itself, since the connection may be the ledger's.
 */
export function reservationQueue(
  reserve: (batch: readonly Reservation[]) => readonly ReservationOutcome[],
  onFault: (error: Error) => void,
): ReservationQueue {
  const waiting: Waiting[] = [];
  let running: Promise<void> | undefined;

  async function commit(batch: readonly Waiting[]): Promise<void> {
    const reservations = batch.map(({ reservation }) => reservation);
    try {
      const outcomes = await patiently(() => reserve(reservations));
      batch.forEach(({ resolve }, index) => {
        const outcome = outcomes[index];
        resolve(outcome === undefined ? err('unavailable') : ok(outcome));
      });
    } catch (error) {
      if (isStoreFault(error)) {
        onFault(error);
        for (const { resolve } of batch) resolve(err('unavailable'));
      } else {
        for (const { reject } of batch) reject(error);
      }
    }
  }

  async function commitAll(): Promise<void> {
    while (waiting.length > 0) {
      await gather();
      await commit(waiting.splice(0, BATCH));
    }
    running = undefined;
  }

  async function gather(): Promise<void> {
    let before = 0;
    while (waiting.length > GROWTH * before && waiting.length < BATCH) {
      before = waiting.length;
      await nextTurn();
    }
  }

  return {
    drain: async () => running,
    add(reservation) {
      if (waiting.length >= CAPACITY) return Promise.resolve(err('unavailable'));
      const answer = new Promise<Answer>((resolve, reject) => {
        waiting.push({ reservation, resolve, reject });
      });
      running ??= commitAll();
      return answer;
    },
  };
}
