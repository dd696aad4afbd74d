import type { EmbeddedMarks } from '@cambio/marks';
import type { Logger } from 'pino';

/** Milliseconds. */
const INTERVAL = 10 * 60 * 1000;

/** Forgets replay marks whose tokens are long dead, so that the file does not grow. */
export function sweepMarks(marks: EmbeddedMarks, log: Logger): { stop(): void } {
  const timer = setInterval(async () => {
    const swept = await marks.sweep();
    if (!swept.ok) log.warn('marks could not be swept');
  }, INTERVAL);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
