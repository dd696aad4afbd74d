import type { MarksStore } from '@cambio/marks';
import type { Logger } from 'pino';

/** Milliseconds. */
const INTERVAL = 10 * 60 * 1000;

/**
 * Forgets replay marks whose tokens are long dead, so that an embedded store does not grow. Not by a clock that is not to
 * be relied on: what it calls dead may live again.
 */
export function sweepMarks(marks: MarksStore, isSound: () => boolean, log: Logger): { stop(): void } {
  const timer = setInterval(async () => {
    if (!isSound()) return;
    const swept = await marks.sweep();
    if (!swept.ok) log.warn('marks could not be swept');
  }, INTERVAL);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
