import { RateLimiterCluster } from 'rate-limiter-flexible';
import { ownRateLimits } from '../embedded/own-rate-limits.ts';
import type { RateLimits } from '../marks-store.ts';
import { allowanceOf, counterKey } from '../rate-limit.ts';

/** Milliseconds the primary has for an answer. */
const PATIENCE = 1000;

/** Counters in the memory of the primary, which every worker counts up; of its own, where the primary does not answer. */
export const workerRateLimits: RateLimits = {
  rateLimit(name, rate) {
    const shared = new RateLimiterCluster({
      keyPrefix: name,
      points: rate.points,
      duration: rate.perSeconds,
      timeoutMs: PATIENCE,
    });
    const own = ownRateLimits.rateLimit(name, rate);
    return {
      async take(key) {
        try {
          return allowanceOf(await shared.penalty(counterKey(key)));
        } catch {
          return own.take(key);
        }
      },
    };
  },
};
