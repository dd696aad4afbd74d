import { hash } from 'node:crypto';
import type { RateLimiterRes } from 'rate-limiter-flexible';

/** One kind of counter. */
export interface RateLimit {
  /** Takes a point of `key`, whether there is one left or not. */
  take(key: string): Promise<Allowance>;
}

export interface Allowance {
  /** How many more may be taken before the period is over. */
  readonly left: number;
  /** Whole seconds until then, at least one. */
  readonly resetsIn: number;
}

export function allowanceOf({ remainingPoints, msBeforeNext }: RateLimiterRes): Allowance {
  return { left: remainingPoints, resetsIn: Math.max(1, Math.ceil(msBeforeNext / 1000)) };
}

/** Keys are addresses and names of callers: what is kept is their SHA-256. */
export function counterKey(key: string): string {
  return hash('sha256', key, 'base64url');
}
