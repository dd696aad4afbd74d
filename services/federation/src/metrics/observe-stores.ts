import type { Decisions, IssuedTokens, Marks } from '@cambio/sts';
import type { Histogram } from '@opentelemetry/api';
import type { Observed } from '../surroundings.ts';
import { BOUNDARIES } from './boundaries.ts';

export interface StoreObserver {
  readonly decisions: (decisions: Decisions) => Decisions;
  readonly issued: (issued: IssuedTokens) => IssuedTokens;
  readonly marks: (marks: Marks) => Marks;
}

/** Times what requests wait for at the stores, and shows how many decisions wait to be durable. */
export function observeStores({ meter, elapsed }: Pick<Observed, 'meter' | 'elapsed'>): StoreObserver {
  const duration = meter.createHistogram('cambio.store.operation.duration', {
    description: 'How long a request waited for a store, by what it asked.',
    unit: 's',
    advice: { explicitBucketBoundaries: BOUNDARIES },
  });
  let recording = 0;
  meter
    .createObservableGauge('cambio.ledger.queue', {
      description: 'Decisions that wait to be durable. Requests wait with them.',
    })
    .addCallback((gauge) => gauge.observe(recording));
  const timed = stopwatch(duration, elapsed);
  return {
    decisions: ({ record }) => ({
      record(...given) {
        recording++;
        return timed('ledger', 'record', record(...given)).finally(() => recording--);
      },
    }),
    issued: ({ lineage }) => ({ lineage: (jti) => timed('ledger', 'lineage', lineage(jti)) }),
    marks: ({ reserve }) => ({ reserve: (...given) => timed('marks', 'reserve', reserve(...given)) }),
  };
}

function stopwatch(duration: Histogram, elapsed: () => number) {
  return async <T extends { readonly ok: boolean }>(
    store: 'ledger' | 'marks',
    operation: string,
    answer: Promise<T>,
  ): Promise<T> => {
    const begun = elapsed();
    const answered = await answer;
    const outcome = answered.ok ? 'answered' : 'unavailable';
    duration.record((elapsed() - begun) / 1000, { store, operation, outcome });
    return answered;
  };
}
