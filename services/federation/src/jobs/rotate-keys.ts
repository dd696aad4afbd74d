import type { KeyRing } from '@cambio/mint';
import type { Logger } from 'pino';
import { createPoll, type Poll } from './poll.ts';

/** Milliseconds between two looks at the schedule, which ask nobody. */
const INTERVAL = 1000;

/**
 * Rotates the signing keys by their schedule. Every replica does so: the store lets each step be taken once, and who was
 * slower follows.
 */
export function rotateKeys(ring: Pick<KeyRing, 'isDue' | 'tend'>, log: Logger): Poll {
  let problem: string | undefined;

  async function lookOnce(): Promise<void> {
    if (!ring.isDue()) return;
    const tended = await ring.tend();
    if (tended.ok) {
      problem = undefined;
      for (const { event, ...key } of tended.value) log.info(key, `signing key ${event}`);
      return;
    }
    const found = JSON.stringify(tended.error);
    if (found !== problem) log.error({ problem: tended.error }, 'signing keys cannot be rotated');
    problem = found;
  }

  return createPoll(lookOnce, INTERVAL);
}
