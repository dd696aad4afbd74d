import type { IncomingMessage, RequestListener } from 'node:http';
import {
  propagation,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  type TextMapGetter,
  type Tracer,
} from '@opentelemetry/api';
import { pathOf } from '../http/path.ts';

const headers: TextMapGetter<IncomingMessage> = {
  keys: (request) => Object.keys(request.headers),
  get: (request, name) => request.headers[name],
};

/**
 * One span for each request, by the semantic conventions of HTTP. It goes on with the trace of a caller that sends
 * `traceparent` (W3C Trace Context). Neither query nor headers nor bodies are in it: they may hold tokens.
 *
 * @param routeOf the path a request is routed by, of a closed list
 */
export function traceRequests(
  tracer: Tracer,
  routeOf: (path: string) => string,
  handler: RequestListener,
): RequestListener {
  return (request, response) => {
    const route = routeOf(pathOf(request));
    const attributes = { 'http.request.method': request.method ?? '', 'http.route': route };
    const begun = propagation.extract(ROOT_CONTEXT, request, headers);
    const options = { kind: SpanKind.SERVER, attributes };
    tracer.startActiveSpan(`${request.method} ${route}`, options, begun, (span) => {
      response.on('close', () => {
        // Before that it only says what Node begins with, which is success.
        if (response.headersSent) span.setAttribute('http.response.status_code', response.statusCode);
        if (response.statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
        span.end();
      });
      handler(request, response);
    });
  };
}
