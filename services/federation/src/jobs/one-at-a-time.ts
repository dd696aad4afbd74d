import { randomUUID } from 'node:crypto';
import type { Ledger } from '@cambio/ledger';

export type Leases = Pick<Ledger['leases'], 'hold' | 'release'>;

/** Does work unless another replica is at it; says whether it was this one's turn, or that the store did not answer. */
export type InTurn = (work: () => Promise<void>) => Promise<'done' | 'elsewhere' | 'unavailable'>;

/** One replica at a time does what goes by this name; should it die over it, another may after `forMs` milliseconds. */
export function oneAtATime(leases: Leases, name: string, forMs: number): InTurn {
  const holder = randomUUID();
  return async (work) => {
    const held = await leases.hold(name, holder, forMs);
    if (!held.ok) return 'unavailable';
    if (!held.value) return 'elsewhere';
    await work();
    await leases.release(name, holder);
    return 'done';
  };
}
