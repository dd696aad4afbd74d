import { type KeyRing, outlookOf, type Schedule } from '@cambio/mint';
import type { Meter } from '@opentelemetry/api';

/** Shows how old the keys are that sign, and when the next take over, by this process' view of the ring. */
export function observeSigningKeys(
  ring: Pick<KeyRing, 'keys'>,
  schedule: Schedule,
  meter: Meter,
  now: () => number,
): void {
  const active = () => outlookOf(ring.keys(), schedule).filter(({ state }) => state === 'active');
  meter
    .createObservableGauge('cambio.signing.key.age', {
      description: 'By algorithm: how long the key has been signing.',
      unit: 's',
    })
    .addCallback((gauge) => {
      for (const { algorithm, activatedAt } of active())
        if (activatedAt !== undefined) gauge.observe((now() - activatedAt) / 1000, { algorithm });
    });
  meter
    .createObservableGauge('cambio.signing.key.rotation', {
      description: 'By algorithm: time until the next key takes over. Below zero it is overdue.',
      unit: 's',
    })
    .addCallback((gauge) => {
      for (const { algorithm, changesAt } of active())
        if (changesAt !== undefined) gauge.observe((changesAt - now()) / 1000, { algorithm });
    });
}
