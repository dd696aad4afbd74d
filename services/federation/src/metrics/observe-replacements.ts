import type { Meter } from '@opentelemetry/api';

/** Shows how often a worker took the place of one that had ended. It is for the worker in that place to tell: its primary measures nothing. */
export function observeReplacements(replacements: number, meter: Meter): void {
  meter
    .createObservableCounter('cambio.worker.replacements', {
      description: 'Workers that took the place of one that had ended. 0 where there is one process.',
    })
    .addCallback((counter) => counter.observe(replacements));
}
