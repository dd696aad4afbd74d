/** Seconds a mark is held at the least: of concurrent calls exactly one wins even when `until` has just passed. */
export const MINIMUM_HOLD = 60;

/** Seconds a mark is kept after its end, so that a clock that leaps ahead and is set back forgets nothing. */
export const GRACE = 3600;
