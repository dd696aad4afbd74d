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
  const ledger = queue(
    meter,
    'cambio.ledger.queue',
    'Decisions that wait to be durable. Requests wait with them.',
  );
  const marked = queue(
    meter,
    'cambio.marks.queue',
    'Reservations that wait for the marks. Requests wait with them.',
  );
  const lookUps: Queue = { waiting: 0 };
  const timed = stopwatch(duration, elapsed, tracer);
  return {
    decisions: ({ record }) => ({
      record: (...given) => timed('ledger', 'record', ledger, record(...given)),
    }),
    issued: ({ lineage }) => ({ lineage: (jti) => timed('ledger', 'lineage', lookUps, lineage(jti)) }),
    marks: ({ reserve }) => ({
      reserve: (...given) => timed('marks', 'reserve', marked, reserve(...given)),
    }),
  };
}

/** How many answers are waited for. */
interface Queue {
  waiting: number;
}

function queue(meter: Meter, name: string, description: string): Queue {
  const shown: Queue = { waiting: 0 };
  meter.createObservableGauge(name, { description }).addCallback((gauge) => gauge.observe(shown.waiting));
  return shown;
}

function stopwatch(duration: Histogram, elapsed: () => number, tracer: Tracer | undefined) {
  return async <T extends { readonly ok: boolean }>(
    store: 'ledger' | 'marks',
    operation: string,
    queue: Queue,
    answer: Promise<T>,
  ): Promise<T> => {
    const begun = elapsed();
    const span = tracer?.startSpan(`${store} ${operation}`);
    queue.waiting++;
    try {
      const answered = await answer;
      const outcome = answered.ok ? 'answered' : 'unavailable';
      if (!answered.ok) span?.setStatus({ code: SpanStatusCode.ERROR });
      duration.record((elapsed() - begun) / 1000, { store, operation, outcome });
      return answered;
    } finally {
      queue.waiting--;
      span?.end();
    }
  };
}
