import { setImmediate as nextTurn } from 'node:timers/promises';
import { ok, type Result } from '@cambio/oauth';
import type { Unavailable } from '@cambio/sts';
import type { Attempt } from './attempt.ts';

/** Rows forgotten in one turn of the event loop, and in one transaction: a few milliseconds. */
const SLICE = 500;

/**
 * Forgets as many rows as there are, slice by slice, so that it holds up nobody; gives their number.
 * @param forgetSlice forgets up to a number of rows, and gives how many it did
 */
export async function inSlices(
  answer: Attempt,
  forgetSlice: (limit: number) => Promise<number>,
): Promise<Result<number, Unavailable>> {
  for (let forgotten = 0; ; ) {
    const slice = await answer<number, never>(async () => ok(await forgetSlice(SLICE)));
    if (!slice.ok) return slice;
    forgotten += slice.value;
    if (slice.value < SLICE) return ok(forgotten);
    await nextTurn();
  }
}
