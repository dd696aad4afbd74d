import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Steps } from '@cambio/policy';

/** Steps in one turn of the event loop: some milliseconds. */
const SLICE = 10;

/** Runs steps with turns of the event loop between them, so that they hold up no exchange however many there are. */
export async function inSlices<Outcome>(steps: Steps<Outcome>): Promise<Outcome> {
  for (let taken = 1; ; taken++) {
    const step = steps.next();
    if (step.done) return step.value;
    if (taken % SLICE === 0) await nextTurn();
  }
}
