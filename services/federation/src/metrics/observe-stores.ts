import type { Decisions, IssuedTokens, Marks } from '@cambio/sts';
import { type Histogram, type Meter, SpanStatusCode, type Tracer } from '@opentelemetry/api';
import type { Observed } from '../surroundings.ts';
import { BOUNDARIES } from './boundaries.ts';

export interface StoreObserver {
  readonly decisions: (decisions: Decisions) => Decisions;
  readonly issued: (issued: IssuedTokens) => IssuedTokens;
  readonly marks: (marks: Marks) => Marks;
}

/** Times what requests wait for at the stores, with a span for each, and shows how many wait. */
export function observeStores({
  meter,
  tracer,
  elapsed,
}: Pick<Observed, 'meter' | 'tracer' | 'elapsed'>): StoreObserver {
  const duration = meter.createHistogram('cambio.store.operation.duration', {
    description: 'How long a request waited for a store, by what it asked.',
    unit: 's',
    advice: { explicitBucketBoundaries: BOUNDARIES },
  });
  const recording = queue(
    meter,
    'cambio.ledger.queue',
    'Decisions that wait to be durable. Requests wait with them.',
  );
  const reserving = queue(
    meter,
    'cambio.marks.queue',
    'Reservations that wait for the marks. Requests wait with them.',
  );
  const timed = stopwatch(duration, elapsed, tracer);
  return {
    decisions: ({ record }) => ({
      record: (...given) => recording(timed('ledger', 'record', record(...given))),
    }),
    issued: ({ lineage }) => ({ lineage: (jti) => timed('ledger', 'lineage', lineage(jti)) }),
    marks: ({ reserve }) => ({
      reserve: (...given) => reserving(timed('marks', 'reserve', reserve(...given))),
    }),
  };
}

/** Shows how many answers are waited for. */
function queue(meter: Meter, name: string, description: string): <T>(answer: Promise<T>) => Promise<T> {
  let waiting = 0;
  meter.createObservableGauge(name, { description }).addCallback((gauge) => gauge.observe(waiting));
  return async (answer) => {
    waiting++;
    try {
      return await answer;
    } finally {
      waiting--;
    }
  };
}

function stopwatch(duration: Histogram, elapsed: () => number, tracer: Tracer | undefined) {
  return async <T extends { readonly ok: boolean }>(
    store: 'ledger' | 'marks',
    operation: string,
    answer: Promise<T>,
  ): Promise<T> => {
    const begun = elapsed();
    const span = tracer?.startSpan(`${store} ${operation}`);
    const answered = await answer;
    if (!answered.ok) span?.setStatus({ code: SpanStatusCode.ERROR });
    span?.end();
    const outcome = answered.ok ? 'answered' : 'unavailable';
    duration.record((elapsed() - begun) / 1000, { store, operation, outcome });
    return answered;
  };
}
