import type { ClockWatch } from '../watch-clock.ts';
import { createPoll, type Poll } from './poll.ts';

/** Milliseconds between two looks, while nobody asks for a token. */
const INTERVAL = 1000;

/** Looks at the clock now and then, so that a step is noticed soon, and told apart from what comes after it. */
export function lookAtClock(clock: Pick<ClockWatch, 'isSound'>): Poll {
  return createPoll(async () => void clock.isSound(), INTERVAL);
}
