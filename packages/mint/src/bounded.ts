import { err, type Result } from '@cambio/oauth';

export interface Bounds {
  /** At the same time. */
  readonly running: number;
  /** In line behind them; whoever comes to a full line is turned away at once. */
  readonly waiting: number;
}

export type Bounded = <T>(work: () => Promise<Result<T, 'unavailable'>>) => Promise<Result<T, 'unavailable'>>;

/** Runs work in the order it comes, never more at a time than the bounds say, and refuses what could only wait too long. */
export function bounded({ running, waiting }: Bounds): Bounded {
  const line: (() => void)[] = [];
  let busy = 0;
  return async (work) => {
    if (busy >= running) {
      if (line.length >= waiting) return err('unavailable');
      await new Promise<void>((resolve) => line.push(resolve));
    } else busy += 1;
    try {
      return await work();
    } finally {
      // The place goes to the next in line, so nobody who comes just now can take it.
      const next = line.shift();
      if (next === undefined) busy -= 1;
      else next();
    }
  };
}
