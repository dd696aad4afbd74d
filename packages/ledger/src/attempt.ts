import { setTimeout as delay } from 'node:timers/promises';
import { err, type Result } from '@cambio/oauth';
import type { Unavailable } from '@cambio/sts';
import { DamagedRecord, type StoreErrors } from './store-fault.ts';

/** Runs work on the store, and may answer `unavailable` instead of what the work says. */
export type Attempt = <T, E>(work: () => Promise<Result<T, E>>) => Promise<Result<T, E | Unavailable>>;

/**
 * How often work is tried while somebody else is writing, and the milliseconds between: by chance, so that of several none is
 * always late. Two and a half seconds in all, as a rule.
 */
const ATTEMPTS = 500;
const PAUSE = { least: 1, most: 9 };

/** Tries work again while the store is busy, without holding up the event loop. Throws what the work throws at last. */
export async function patiently<T>({ isFault, isBusy }: StoreErrors, work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!isFault(error) || !isBusy(error) || attempt === ATTEMPTS) throw error;
    }
    await delay(PAUSE.least + Math.random() * (PAUSE.most - PAUSE.least));
  }
}

/**
 * Where the store is at fault, or stays busy, the answer is `unavailable`, and whoever keeps the log is told why.
 * Bugs are thrown on.
 */
export function attempting(errors: StoreErrors, onFault: (error: Error) => void): Attempt {
  return async (work) => {
    try {
      return await patiently(errors, work);
    } catch (error) {
      if (!errors.isFault(error) && !(error instanceof DamagedRecord)) throw error;
      onFault(error);
      return err('unavailable');
    }
  };
}
