import type { IncomingMessage } from 'node:http';
import {
  propagation,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  type TextMapGetter,
  type Tracer,
} from '@opentelemetry/api';
import type { Middleware } from 'koa';

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
export function traceRequests(tracer: Tracer, routeOf: (path: string) => string): Middleware {
  return async (ctx, next) => {
    const route = routeOf(ctx.path);
    const attributes = { 'http.request.method': ctx.method, 'http.route': route };
    const begun = propagation.extract(ROOT_CONTEXT, ctx.req, headers);
    const options = { kind: SpanKind.SERVER, attributes };
    await tracer.startActiveSpan(`${ctx.method} ${route}`, options, begun, async (span) => {
      try {
        await next();
      } finally {
        span.setAttribute('http.response.status_code', ctx.status);
        if (ctx.status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
        span.end();
      }
    });
  };
}
