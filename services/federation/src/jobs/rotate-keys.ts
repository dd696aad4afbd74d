import type { KeyRing } from '@cambio/mint';
import type { Logger } from 'pino';
import { type Leases, oneAtATime } from './one-at-a-time.ts';
import { createPoll, type Poll } from './poll.ts';

/** Milliseconds between two looks at the schedule, which ask nobody. */
const INTERVAL = 1000;

/**
 * Rotates the signing keys by their schedule, on one replica at a time. That only spares the others the work: the store
 * lets each step be taken once, whoever takes it. Nothing is done by a clock that is not to be relied on.
 */
export function rotateKeys(
  ring: Pick<KeyRing, 'isDue' | 'tend'>,
  leases: Leases,
  isSound: () => boolean,
  log: Logger,
): Poll {
  const inTurn = oneAtATime(leases, 'key-rotation');
  let problem: string | undefined;

  async function lookOnce(): Promise<void> {
    if (!ring.isDue() || !isSound()) return;
    const turn = await inTurn(rotate);
    if (turn === 'unavailable') complain({ reason: 'store_unavailable' });
  }

  async function rotate(): Promise<void> {
    const tended = await ring.tend();
    if (!tended.ok) return complain(tended.error);
    problem = undefined;
    for (const { event, ...key } of tended.value) log.info(key, `signing key ${event}`);
  }

  function complain(found: { readonly reason: string }): void {
    const text = JSON.stringify(found);
    if (text !== problem) log.error({ problem: found }, 'signing keys cannot be rotated');
    problem = text;
  }

  return createPoll(lookOnce, INTERVAL);
}
