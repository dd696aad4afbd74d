/** A clock that stands still until it is told to move. Milliseconds since the epoch, like every `now` of the gateway. */
export interface FixedClock {
  readonly now: () => number;
  readonly advance: (seconds: number) => void;
}

/** 2026-09-01T00:00:00Z: the moment the sample claims of `@cambio/claims` were issued at. */
export const SAMPLE_TIME = 1_788_220_800_000;

/** `now` is bound: it can be handed on alone, as in `startGitHubPlatform({ now: clock.now })`. */
export function fixedClock(start: number = SAMPLE_TIME): FixedClock {
  let time = start;
  return {
    now: () => time,
    advance: (seconds) => {
      time += seconds * 1000;
    },
  };
}
