import { setTimeout as pause } from 'node:timers/promises';

/** Milliseconds. */
const PAUSE = 50;

/** Asks again and again until it is so. The test's own timeout ends what never comes. */
export async function until(asked: () => Promise<boolean>): Promise<void> {
  while (!(await asked())) await pause(PAUSE);
}
