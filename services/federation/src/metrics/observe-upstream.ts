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
    .createObservableGauge('cambio.trust.revision', {
      description:
        'The number of the revision in force; of documents in a directory, a number made of their fingerprint. Equal on replicas that agree.',
    })
    .addCallback((gauge) => gauge.observe(numberOf(trust.current().revision)));

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

  meter
    .createObservableGauge('cambio.upstream.keys.usable', {
      description: 'By issuer: time until its keys verify no more, unless they can be read before.',
      unit: 's',
    })
    .addCallback((gauge) => {
      for (const [issuer, { usableUntil }] of keys.status()) {
        if (usableUntil !== undefined) gauge.observe((usableUntil - now()) / 1000, { issuer });
      }
    });

  meter
    .createObservableCounter('cambio.upstream.keys.reads', {
      description: 'By issuer: attempts to read its keys.',
    })
    .addCallback((counter) => {
      for (const [issuer, { reads }] of keys.status()) counter.observe(reads, { issuer });
    });

  meter
    .createObservableGauge('cambio.upstream.keys.failing', {
      description: 'By issuer: 1 while the last attempt to read its keys failed.',
    })
    .addCallback((gauge) => {
      for (const [issuer, { failure }] of keys.status())
        gauge.observe(failure === undefined ? 0 : 1, { issuer });
    });
}

/** Revisions of the ledger are counted, `r12`; others are named by a hash, of which a float can hold 48 bits. */
function numberOf(revision: string): number {
  if (revision === 'none') return 0;
  const counted = /^r(?<count>\d+)$/.exec(revision)?.groups?.count;
  return counted === undefined
    ? Number.parseInt(revision.replace(/^sha256:/, '').slice(0, 12), 16)
    : Number(counted);
}
