import type { Result } from '@cambio/oauth';
import type { ExchangeFailure, WatchStep } from '@cambio/sts';
import { type Span, SpanStatusCode, type Tracer } from '@opentelemetry/api';
import { outcomeOf } from '../outcome.ts';

/** One span for each step of an exchange, which says why the step gave nothing where it did not. */
export function traceSteps(tracer: Tracer): WatchStep {
  return (name, step) =>
    (...given) =>
      tracer.startActiveSpan(name, (span) => {
        try {
          const ended = step(...given);
          void Promise.resolve(ended).then(
            (result) => finish(span, result),
            () => span.end(),
          );
          return ended;
        } catch (error) {
          span.end();
          throw error;
        }
      });
}

function finish(span: Span, result: Result<unknown, ExchangeFailure>): void {
  if (!result.ok) {
    const { outcome, reason } = outcomeOf(result.error);
    span.setAttribute('cambio.reason', reason);
    if (outcome === 'interrupted') span.setStatus({ code: SpanStatusCode.ERROR });
  }
  span.end();
}
