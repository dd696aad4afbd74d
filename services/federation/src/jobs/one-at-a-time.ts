import { randomUUID } from 'node:crypto';
import type { Ledger } from '@cambio/ledger';

export type Leases = Pick<Ledger['leases'], 'hold' | 'release'>;

/** Does work unless another replica is at it; says whether it was this one's turn, or that the store did not answer. */
export type InTurn = (work: () => Promise<void>) => Promise<'done' | 'elsewhere' | 'unavailable'>;

/** Milliseconds after a replica's last sign of life in which no other takes its turn, and between two such signs. */
const LEASE = 15_000;
const RENEWAL = 5_000;

/** One replica at a time does what goes by this name, however long it takes. Should it die over it, another soon may. */
export function oneAtATime(leases: Leases, name: string): InTurn {
  const holder = randomUUID();
  const hold = () => leases.hold(name, holder, LEASE);
  return async (work) => {
    const held = await hold();
    if (!held.ok) return 'unavailable';
    if (!held.value) return 'elsewhere';
    let renewed: Promise<unknown> | undefined;
    const renewing = setInterval(() => {
      renewed = hold();
    }, RENEWAL).unref();
    try {
      await work();
    } finally {
      clearInterval(renewing);
    }
    // Or it would be held once more after it was released.
    await renewed;
    await leases.release(name, holder);
    return 'done';
  };
}
