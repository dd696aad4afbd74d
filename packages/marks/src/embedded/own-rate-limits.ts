import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { RateLimits } from '../marks-store.ts';
import { allowanceOf, counterKey } from '../rate-limit.ts';

/** Counters in memory, of one process. */
export const ownRateLimits: RateLimits = {
  rateLimit(_name, { points, perSeconds }) {
    const limiter = new RateLimiterMemory({ points, duration: perSeconds });
    return { take: async (key) => allowanceOf(await limiter.penalty(counterKey(key))) };
  },
};
