import type { Context } from 'koa';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Admin } from './admit.ts';

/** Counts a request; false where it is one too many, with `Retry-After` set. */
export type Throttle = (ctx: Context, admin: Admin) => Promise<boolean>;

/** Seconds. */
const PERIOD = 60;

/** Bounds what one admin, or a program in their name, asks of this process in a minute. */
export function throttleAdmins(requests: number): Throttle {
  const limiter = new RateLimiterMemory({ points: requests, duration: PERIOD });
  return async (ctx, { name }) => {
    try {
      await limiter.consume(name);
      return true;
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      ctx.set('Retry-After', String(Math.ceil(refused.msBeforeNext / 1000)));
      return false;
    }
  };
}
