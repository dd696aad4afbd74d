import { err, type Result } from '@cambio/oauth';
import type { ExchangeFailure } from '@cambio/sts';

/** Milliseconds by which the wall clock may run apart from the monotonic one between two looks. */
const TOLERANCE = 5000;

/** Milliseconds for which it has to run along with it again, before it is believed. */
const SETTLING = 60_000;

export interface Clocks {
  /** The wall clock: milliseconds since the epoch. */
  readonly now: () => number;
  /** The monotonic one: milliseconds since anything. Nobody sets it. */
  readonly elapsed: () => number;
}

export interface ClockWatch {
  /** Looks at both clocks, and says whether tokens may be issued by the time it is. */
  readonly isSound: () => boolean;
  /** An exchange that is refused, before anything is looked at, while they may not. */
  readonly guard: <Asked extends readonly unknown[], T>(
    exchange: (...asked: Asked) => Promise<Result<T, ExchangeFailure>>,
  ) => (...asked: Asked) => Promise<Result<T, ExchangeFailure>>;
}

/**
 * Watches for steps of the wall clock. A token that is issued by a clock that is ahead lives too long, and one that has
 * been used may be accepted again by a clock that went back, since what remembers it is gone. So after a step of either
 * kind nothing is issued for a minute, in which a step may be undone; and after one back, until the clock is again where
 * it has been. A restart takes the clock as it is.
 *
 * A clock that is wrong from the start, or goes wrong slowly, is not noticed here: `cambio.clock.offset` shows it.
 *
 * @param onStep told of each step, by how many milliseconds
 */
export function watchClock({ now, elapsed }: Clocks, onStep: (milliseconds: number) => void): ClockWatch {
  let last = { wall: now(), steady: elapsed() };
  let settledAt = Number.NEGATIVE_INFINITY;
  /** Up to where time has been believed. */
  let highest = last.wall;

  function isSound(): boolean {
    const wall = now();
    const steady = elapsed();
    const step = wall - last.wall - (steady - last.steady);
    last = { wall, steady };
    if (Math.abs(step) > TOLERANCE) {
      settledAt = steady + SETTLING;
      onStep(step);
    }
    const sound = steady >= settledAt && wall >= highest - TOLERANCE;
    if (sound) highest = Math.max(highest, wall);
    return sound;
  }

  return {
    isSound,
    guard:
      (exchange) =>
      async (...asked) =>
        isSound() ? exchange(...asked) : err({ kind: 'interrupted', outage: 'clock_unsettled' }),
  };
}
