import { useEffect, useState } from 'react';

let now: () => number;

/** @param clock milliseconds since the epoch */
export function startClock(clock: () => number): void {
  now = clock;
}

/** Milliseconds since the epoch, at this moment. For what happens once; what is shown follows `useNow`. */
export function readClock(): number {
  return now();
}

/** Milliseconds between two looks at the clock. */
const TICK = 10_000;

/** Milliseconds since the epoch; what shows it is drawn again every ten seconds. */
export function useNow(): number {
  const [moment, setMoment] = useState(now);
  useEffect(() => {
    const timer = setInterval(() => setMoment(now()), TICK);
    return () => clearInterval(timer);
  }, []);
  return moment;
}
