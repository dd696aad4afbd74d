import type { ChangeSignal } from '@cambio/marks';
import type { Meter } from '@opentelemetry/api';

/** Shows whether hints of other replicas arrive. Without them a change is found by looking, up to a second later. */
export function observeSignal(signal: Pick<ChangeSignal, 'isListening'>, meter: Meter): void {
  meter
    .createObservableGauge('cambio.signal.connected', {
      description: '1 while hints of other replicas arrive that something has changed.',
    })
    .addCallback((gauge) => gauge.observe(signal.isListening() ? 1 : 0));
}
