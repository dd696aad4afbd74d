import type { KeyRing } from '@cambio/mint';
import type { Logger } from 'pino';
import { createPoll, type Poll } from './poll.ts';

/** Milliseconds between two looks: what another replica did to the keys binds here within a second. */
const INTERVAL = 1000;

/**
 * Keeps the keys in step with the store. What cannot be taken over is logged, once for each reason, and the keys stay as
 * they were.
 */
export function followKeys(ring: Pick<KeyRing, 'follow'>, log: Logger): Poll {
  let problem: string | undefined;

  async function lookOnce(): Promise<void> {
    const followed = await ring.follow();
    if (followed.ok) {
      if (followed.value === 'changed') log.info('signing keys changed');
      problem = undefined;
      return;
    }
    const found = JSON.stringify(followed.error);
    if (found !== problem) log.error({ problem: followed.error }, 'signing keys cannot be followed');
    problem = found;
  }

  return createPoll(lookOnce, INTERVAL);
}
