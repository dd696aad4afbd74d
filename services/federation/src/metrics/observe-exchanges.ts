import type { Exchange, ExchangeFailure } from '@cambio/sts';
import { logOutcome } from '../log-outcome.ts';
import type { Observed } from '../surroundings.ts';

type Observe = <Asked extends readonly unknown[]>(
  exchange: (...asked: Asked) => ReturnType<Exchange>,
) => (...asked: Asked) => ReturnType<Exchange>;

/** Seconds. */
const BOUNDARIES = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/**
 * Counts, times and logs exchanges, whatever the grant, by how they end and why. The labels are always there and from
 * closed lists; what could be anybody's text (workloads, audiences) is in the decision record.
 */
export function observeExchanges({ log, meter, now }: Observed): Observe {
  const ended = meter.createCounter('cambio.exchanges', { description: 'Token exchanges that ended.' });
  const duration = meter.createHistogram('cambio.exchange.duration', {
    description: 'From the parsed request to the answer.',
    unit: 's',
    advice: { explicitBucketBoundaries: BOUNDARIES },
  });
  return (exchange) =>
    async (...asked) => {
      const begun = now();
      const result = await exchange(...asked);
      const labels = result.ok ? { outcome: 'allowed', reason: 'none' } : labelsOf(result.error);
      ended.add(1, labels);
      duration.record((now() - begun) / 1000, { outcome: labels.outcome });
      logOutcome(result, log);
      return result;
    };
}

function labelsOf(failure: ExchangeFailure): { readonly outcome: string; readonly reason: string } {
  switch (failure.kind) {
    case 'request':
      return { outcome: 'malformed', reason: failure.defect };
    case 'unauthentic':
      return { outcome: 'unauthentic', reason: failure.refusal.reason };
    case 'denied':
      return { outcome: 'denied', reason: failure.reason };
    case 'interrupted':
      return { outcome: 'interrupted', reason: failure.outage };
  }
}
