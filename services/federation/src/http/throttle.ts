import type { RateLimit } from '@cambio/marks';

/** Stops who does something too often, until the period of their limit is over. */
export interface Throttle {
  /** Seconds this one has to wait; `undefined` while they may go on. */
  waitOf(who: string): number | undefined;
  /** Counts that they did it once more. */
  count(who: string): Promise<void>;
}

/** How many are remembered before those whose time is over are forgotten. */
const SWEEP_AT = 1000;

/**
 * It counts at all replicas. That somebody has used up what they may is remembered by each that they do it at once more, so
 * that who never does, and who is stopped, costs nothing.
 *
 * @param now milliseconds since the epoch
 * @param onStopped told of each time somebody is stopped
 */
export function createThrottle(
  limit: RateLimit,
  now: () => number,
  onStopped: () => void = () => undefined,
): Throttle {
  const stoppedUntil = new Map<string, number>();

  function forgetThePast(): void {
    for (const [who, until] of stoppedUntil) if (until <= now()) stoppedUntil.delete(who);
  }

  return {
    waitOf(who) {
      const wait = (stoppedUntil.get(who) ?? 0) - now();
      if (wait <= 0) return undefined;
      onStopped();
      return Math.ceil(wait / 1000);
    },
    async count(who) {
      const { left, resetsIn } = await limit.take(who);
      if (left > 0) return;
      if (stoppedUntil.size >= SWEEP_AT) forgetThePast();
      stoppedUntil.set(who, now() + resetsIn * 1000);
    },
  };
}
