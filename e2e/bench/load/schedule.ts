import type { Arrivals } from './order.ts';

/** When requests become due, in milliseconds of the clock that `start` is of. */
export interface Schedule {
  /** When the next one is. For one that comes as soon as it can, `now`. */
  due(now: number): number;
  advance(): void;
  /** How many are due by then, and were not sent. */
  overdue(end: number): number;
}

export function scheduleOf(arrivals: Arrivals, start: number): Schedule {
  if (arrivals.kind === 'busy') return { due: (now) => now, advance: () => undefined, overdue: () => 0 };
  const { kind, rate } = arrivals;
  const gap = () => ((kind === 'even' ? 1 : -Math.log(1 - Math.random())) * 1000) / rate;
  let due = start + gap();
  return {
    due: () => due,
    advance: () => {
      due += gap();
    },
    overdue: (end) => Math.max(0, Math.round(((end - due) / 1000) * rate)),
  };
}
