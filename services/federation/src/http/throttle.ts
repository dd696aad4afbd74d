import type { RateLimit } from '@cambio/marks';

/** Stops who fails too often, until the period of their limit is over. */
export interface Throttle {
  /** Seconds this one has to wait; `undefined` while they may go on. */
  waitOf(who: string): number | undefined;
  /** Counts a failure of theirs. */
  failed(who: string): Promise<void>;
}

/** How many are remembered before those whose time is over are forgotten. */
const SWEEP_AT = 1000;

/**
 * Failures count at all replicas. That somebody has used them up is remembered by each that they fail at once more, so that
 * whoever never fails costs nothing.
 *
 * @param now milliseconds since the epoch
 */
export function createThrottle(limit: RateLimit, now: () => number): Throttle {
  const stoppedUntil = new Map<string, number>();

  function forgetThePast(): void {
    for (const [who, until] of stoppedUntil) if (until <= now()) stoppedUntil.delete(who);
  }

  return {
    waitOf(who) {
      const wait = (stoppedUntil.get(who) ?? 0) - now();
      return wait > 0 ? Math.ceil(wait / 1000) : undefined;
    },
    async failed(who) {
      const { left, resetsIn } = await limit.take(who);
      if (left > 0) return;
      if (stoppedUntil.size >= SWEEP_AT) forgetThePast();
      stoppedUntil.set(who, now() + resetsIn * 1000);
    },
  };
}
