/** Microseconds of one run: the middle one of all batches, and the bounds of the middle half. */
export interface Spread {
  readonly lower: number;
  readonly median: number;
  readonly upper: number;
}

interface Contender<T> {
  readonly inputs: readonly T[];
  readonly run: (input: T) => unknown;
}

const BATCH = 16;
const ROUNDS = 12;
const BATCHES_A_ROUND = 1500;

/** Runs each in turn, several times over, so that what else the machine does meets them all alike. */
export function spreadsOf<T>(contenders: readonly Contender<T>[]): readonly Spread[] {
  const batches = contenders.map((): number[] => []);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [index, contender] of contenders.entries()) {
      const times = batchesOf(contender);
      // The first rounds are for the compiler and the caches.
      if (round >= ROUNDS / 4) batches[index]?.push(...times);
    }
  }
  return batches.map(spread);
}

function batchesOf<T>({ inputs, run }: Contender<T>): readonly number[] {
  const times: number[] = [];
  while (times.length < BATCHES_A_ROUND) {
    for (let start = 0; start + BATCH <= inputs.length; start += BATCH) {
      const batch = inputs.slice(start, start + BATCH);
      const [seconds] = timed(() => {
        for (const input of batch) run(input);
      });
      times.push((seconds * 1e6) / BATCH);
    }
  }
  return times;
}

function spread(times: readonly number[]): Spread {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (part: number) => sorted[Math.floor(sorted.length * part)] ?? 0;
  return { lower: at(0.25), median: at(0.5), upper: at(0.75) };
}

/** Seconds, and what came out. */
export function timed<T>(run: () => T): readonly [number, T] {
  const began = performance.now();
  const value = run();
  return [(performance.now() - began) / 1000, value];
}
