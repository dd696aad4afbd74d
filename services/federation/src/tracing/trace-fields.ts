import { trace } from '@opentelemetry/api';

/** What a line of the log says of the trace it was written in; nothing where there is none. Names as OpenTelemetry has them in logs. */
export function traceFields(): { readonly trace_id?: string; readonly span_id?: string } {
  const span = trace.getActiveSpan()?.spanContext();
  return span === undefined ? {} : { trace_id: span.traceId, span_id: span.spanId };
}
