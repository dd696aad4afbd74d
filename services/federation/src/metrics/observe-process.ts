import { type EventLoopUtilization, monitorEventLoopDelay, performance } from 'node:perf_hooks';
import type { Meter } from '@opentelemetry/api';

/** Shows how busy this process is, by the names the semantic conventions have for Node. Gives the way to stop looking. */
export function observeProcess(meter: Meter): () => void {
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  let last: EventLoopUtilization | undefined;
  meter
    .createObservableGauge('nodejs.eventloop.utilization', {
      description: 'Share of time the event loop was busy, since the last look.',
      unit: '1',
    })
    .addCallback((gauge) => {
      const current = performance.eventLoopUtilization();
      gauge.observe(performance.eventLoopUtilization(current, last).utilization);
      last = current;
    });
  meter
    .createObservableGauge('nodejs.eventloop.delay.p99', {
      description: 'How late the event loop came to what was due, in 99 of 100 cases, since the last look.',
      unit: 's',
    })
    .addCallback((gauge) => {
      gauge.observe(delay.percentile(99) / 1e9);
      delay.reset();
    });
  meter
    .createObservableGauge('process.memory.usage', { description: 'Memory this process holds.', unit: 'By' })
    .addCallback((gauge) => gauge.observe(process.memoryUsage.rss()));
  return () => delay.disable();
}
