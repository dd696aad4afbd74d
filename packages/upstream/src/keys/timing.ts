/** When keys are read again. All in seconds. */
export interface KeyTiming {
  /** Bounds on what a source says of its own freshness. */
  readonly minFresh: number;
  readonly maxFresh: number;
  /** Where a source says nothing. */
  readonly defaultFresh: number;
  /** How long after the last good read keys still verify while their source is out. */
  readonly keepThroughOutage: number;
  /** Between reads that a token asked for, counted from the attempt. */
  readonly cooldown: number;
}

export const DEFAULT_TIMING: KeyTiming = {
  minFresh: 60,
  maxFresh: 3600,
  defaultFresh: 600,
  keepThroughOutage: 24 * 3600,
  cooldown: 30,
};

/** A changed file counts within ten seconds. Reading is cheap, and watches miss the link swaps of mounted volumes. */
export const FILE_TIMING = { minFresh: 10, defaultFresh: 10 } satisfies Partial<KeyTiming>;

export function freshFor(refreshAfter: number | undefined, timing: KeyTiming): number {
  return Math.min(Math.max(refreshAfter ?? timing.defaultFresh, timing.minFresh), timing.maxFresh);
}

const FIRST_RETRY = 5;
const LAST_RETRY = 300;

/** Seconds until a failed scheduled read is tried again: 5, 10, 20 … 300. */
export function retryAfter(failures: number): number {
  return Math.min(FIRST_RETRY * 2 ** (failures - 1), LAST_RETRY);
}
