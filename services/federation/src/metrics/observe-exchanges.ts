import type { DecisionRecord, Decisions, Exchange, Outage } from '@cambio/sts';
import { type Counter, trace } from '@opentelemetry/api';
import { logOutcome } from '../log-outcome.ts';
import { ALLOWED, type Outcome, outcomeOf } from '../outcome.ts';
import type { Observed } from '../surroundings.ts';
import { BOUNDARIES } from './boundaries.ts';

type Observe = <Asked extends readonly unknown[]>(
  exchange: (...asked: Asked) => ReturnType<Exchange>,
) => (...asked: Asked) => ReturnType<Exchange>;

export interface ExchangeObserver {
  /** Has every decision counted once it is on record. */
  readonly decisions: (decisions: Decisions) => Decisions;
  /** Has every exchange timed and logged, and counted where there is nothing to record. */
  readonly exchange: Observe;
}

/**
 * Counts, times and logs exchanges, whatever the grant, by how they end and why, and for whom. The labels are always there
 * and from closed lists, ids of issuers and mappings from the trust documents; what could be anybody's text (workloads,
 * audiences) is in the decision record.
 */
export function observeExchanges({ log, meter, elapsed }: Observed): ExchangeObserver {
  const ended = meter.createCounter('cambio.exchanges', {
    description: 'Exchanges and other grants that ended.',
  });
  const duration = meter.createHistogram('cambio.exchange.duration', {
    description: 'From the parsed request to the answer.',
    unit: 's',
    advice: { explicitBucketBoundaries: BOUNDARIES },
  });
  return {
    decisions: (decisions) => countDecisions(decisions, ended),
    exchange:
      (exchange) =>
      async (...asked) => {
        const begun = elapsed();
        const result = await exchange(...asked);
        const outcome = result.ok ? ALLOWED : outcomeOf(result.error);
        const isRecorded = result.ok || ('decision' in result.error && result.error.decision !== undefined);
        if (!isRecorded) ended.add(1, { issuer: 'unknown', mapping: 'none', ...outcome });
        duration.record((elapsed() - begun) / 1000, { outcome: outcome.outcome });
        trace.getActiveSpan()?.setAttributes({
          'cambio.outcome': outcome.outcome,
          'cambio.reason': outcome.reason,
        });
        logOutcome(result, log);
        return result;
      },
  };
}

function countDecisions(decisions: Decisions, ended: Counter): Decisions {
  return {
    async record(record, token) {
      const recorded = await decisions.record(record, token);
      if (!recorded.ok) return recorded;
      const { id, subject, mapping = 'none' } = record;
      ended.add(1, { issuer: subject.issuer, mapping, ...outcomeOnRecord(record) });
      trace.getActiveSpan()?.setAttributes({
        'cambio.decision.id': id,
        'cambio.issuer': subject.issuer,
        'cambio.mapping': mapping,
      });
      return recorded;
    },
  };
}

/** Those of them that stand as a reason on a record. */
const OUTAGES: Readonly<Record<Outage, true>> = {
  upstream_keys_unavailable: true,
  marks_unavailable: true,
  signer_unavailable: true,
  ledger_unavailable: true,
  clock_unsettled: true,
  overloaded: true,
};

function outcomeOnRecord(record: DecisionRecord): Outcome {
  if (record.outcome === 'allow') return ALLOWED;
  const { reason = 'unknown' } = record;
  return { outcome: Object.hasOwn(OUTAGES, reason) ? 'interrupted' : 'denied', reason };
}
