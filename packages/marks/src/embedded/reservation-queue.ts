import { err, ok, type Result } from '@cambio/oauth';
import type { Unavailable } from '@cambio/sts';
import { isStoreFault } from './database.ts';
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
  /** Commits what waits, now. */
  drain(): void;
}

/** Reservations committed together at the most, and waiting at the most. */
const BATCH = 256;
const CAPACITY = 8192;

/**
 * Group commit: the reservations of one turn of the event loop share one transaction, and so one sync of the disk.
 * Each is answered after the commit; when it fails, all of it are `unavailable`.
 */
export function reservationQueue(
  reserve: (batch: readonly Reservation[]) => readonly ReservationOutcome[],
  onFault: (error: Error) => void,
): ReservationQueue {
  const waiting: Waiting[] = [];

  function commit(batch: readonly Waiting[]): void {
    try {
      const outcomes = reserve(batch.map(({ reservation }) => reservation));
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

  function drain(): void {
    while (waiting.length > 0) commit(waiting.splice(0, BATCH));
  }

  return {
    drain,
    add(reservation) {
      if (waiting.length >= CAPACITY) return Promise.resolve(err('unavailable'));
      if (waiting.length === 0) setImmediate(drain);
      return new Promise((resolve, reject) => waiting.push({ reservation, resolve, reject }));
    },
  };
}
