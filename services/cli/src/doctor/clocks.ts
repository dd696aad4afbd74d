import type { Result } from '@cambio/oauth';

/** Another clock, and how many milliseconds this machine's is ahead of it. */
export interface ComparedClock {
  readonly whose: string;
  readonly ahead: number;
}

/** Asks another clock. Half the way of question and answer is allowed for. Nothing where it tells no time. */
export async function compareClock(
  whose: string,
  now: () => number,
  ask: () => Promise<number | undefined>,
): Promise<readonly ComparedClock[]> {
  const asked = now();
  const theirs = await ask();
  return theirs === undefined ? [] : [{ whose, ahead: (asked + now()) / 2 - theirs }];
}

/** The same of a store, which has a clock of its own. */
export function compareStore(
  whose: string,
  now: () => number,
  store: { time(): Promise<Result<number, unknown>> },
): Promise<readonly ComparedClock[]> {
  return compareClock(whose, now, async () => {
    const time = await store.time();
    return time.ok ? time.value : undefined;
  });
}
