import { ok } from '@cambio/oauth';
import type { Keeper } from '../../src/index.ts';

/** Keys without any secret, for what is about their states and times. Those of an algorithm are numbered as they are made. */
export function paperKeeper(): Keeper {
  const made = new Map<string, number>();
  return {
    make: async (algorithm) => {
      const number = (made.get(algorithm) ?? 0) + 1;
      made.set(algorithm, number);
      return ok({ kid: `${algorithm}-${number}`, sealed: 'paper' });
    },
    open: () => Promise.reject(new Error('nothing is opened here')),
  };
}
