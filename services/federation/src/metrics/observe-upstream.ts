import type { KeyStore } from '@cambio/upstream';
import type { Meter } from '@opentelemetry/api';
import type { ActiveTrust } from '../trust/active-trust.ts';

const KEY_STATES = ['fresh', 'stale', 'missing'] as const;

/** Shows what the trust rests on: the documents in force, and the keys of the issuers they declare. */
export function observeUpstream(trust: ActiveTrust, keys: KeyStore, meter: Meter, now: () => number): void {
  meter
    .createObservableGauge('cambio.trust.refused', {
      description: '1 while the newest trust documents have errors and an older revision stands in for them.',
    })
    .addCallback((gauge) => gauge.observe(trust.problem() === undefined ? 0 : 1));

  meter
    .createObservableGauge('cambio.trust.mappings', { description: 'Mappings in force.' })
    .addCallback((gauge) => gauge.observe(trust.current().trust.mappings.size));

  meter
    .createObservableGauge('cambio.upstream.keys.state', {
      description: 'By issuer: 1 for the state its keys are in. Stale keys still verify, for a bounded time.',
    })
    .addCallback((gauge) => {
      for (const [issuer, { state }] of keys.status()) {
        for (const known of KEY_STATES) gauge.observe(known === state ? 1 : 0, { issuer, state: known });
      }
    });

  meter
    .createObservableGauge('cambio.upstream.keys.age', {
      description: 'By issuer: time since its keys were last read. Absent until they have been.',
      unit: 's',
    })
    .addCallback((gauge) => {
      for (const [issuer, { readAt }] of keys.status()) {
        if (readAt !== undefined) gauge.observe((now() - readAt) / 1000, { issuer });
      }
    });
}
