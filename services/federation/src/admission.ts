import { err } from '@cambio/oauth';
import type { ClockWatch } from './clock.ts';

/** Exchanges under way at a time: about a second's work of one processor. */
const PLACES = 1000;

/**
 * Sends away at once who comes while too many wait already, as they do for a store that is slow: before anything of the
 * request is looked at or used up, so that it is as good as new when it is tried again. Counts all that it guards together.
 */
export function admission(places = PLACES): Pick<ClockWatch, 'guard'> {
  let underWay = 0;
  return {
    guard:
      (exchange) =>
      async (...asked) => {
        if (underWay >= places) return err({ kind: 'interrupted', outage: 'overloaded' });
        underWay += 1;
        try {
          return await exchange(...asked);
        } finally {
          underWay -= 1;
        }
      },
  };
}
