import type { Middleware } from 'koa';
import type { Observed } from '../surroundings.ts';
import { BOUNDARIES } from './boundaries.ts';

const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH']);

/**
 * Times every request, by the semantic conventions of HTTP.
 *
 * @param routeOf the path a request is routed by, of a closed list
 */
export function measureRequests(
  { meter, elapsed }: Pick<Observed, 'meter' | 'elapsed'>,
  routeOf: (path: string) => string,
): Middleware {
  const duration = meter.createHistogram('http.server.request.duration', {
    description: 'Duration of HTTP server requests.',
    unit: 's',
    advice: { explicitBucketBoundaries: BOUNDARIES },
  });
  return async (ctx, next) => {
    const begun = elapsed();
    try {
      await next();
    } finally {
      duration.record((elapsed() - begun) / 1000, {
        'http.request.method': METHODS.has(ctx.method) ? ctx.method : '_OTHER',
        'http.route': routeOf(ctx.path),
        'http.response.status_code': ctx.status,
      });
    }
  };
}
