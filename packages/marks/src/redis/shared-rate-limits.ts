import { RateLimiterRedis } from 'rate-limiter-flexible';
import { ownRateLimits } from '../embedded/own-rate-limits.ts';
import type { RateLimits } from '../marks-store.ts';
import { allowanceOf, counterKey } from '../rate-limit.ts';
import type { Connection } from './connect.ts';
import type { Link } from './link.ts';

/** Counters in Redis, which every replica counts up; of its own, as long as Redis does not answer. */
export function sharedRateLimits(connection: Connection, link: Link): RateLimits {
  return {
    rateLimit(name, rate) {
      const shared = new RateLimiterRedis({
        storeClient: connection,
        keyPrefix: `cambio:rate:${name}`,
        points: rate.points,
        duration: rate.perSeconds,
      });
      const own = ownRateLimits.rateLimit(name, rate);
      return {
        async take(key) {
          if (connection.status !== 'ready') return own.take(key);
          const taken = await link.run(() => shared.penalty(counterKey(key)));
          return taken.ok ? allowanceOf(taken.value) : own.take(key);
        },
      };
    },
  };
}
