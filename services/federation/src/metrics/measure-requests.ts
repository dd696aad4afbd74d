import type { RequestListener } from 'node:http';
import { pathOf } from '../http/path.ts';
import type { Observed } from '../surroundings.ts';
import { BOUNDARIES } from './boundaries.ts';

const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH']);

/** The status of a request whose caller went away before there was an answer, as proxies log it. */
const GONE = 499;

/**
 * Times every request until its answer is out, by the semantic conventions of HTTP.
 *
 * @param routeOf the path a request is routed by, of a closed list
 */
export function measureRequests(
  { meter, elapsed }: Pick<Observed, 'meter' | 'elapsed'>,
  routeOf: (path: string) => string,
  handler: RequestListener,
): RequestListener {
  const duration = meter.createHistogram('http.server.request.duration', {
    description: 'Duration of HTTP server requests.',
    unit: 's',
    advice: { explicitBucketBoundaries: BOUNDARIES },
  });
  return (request, response) => {
    const begun = elapsed();
    const { method = '' } = request;
    const route = routeOf(pathOf(request));
    response.on('close', () =>
      duration.record((elapsed() - begun) / 1000, {
        'http.request.method': METHODS.has(method) ? method : '_OTHER',
        'http.route': route,
        'http.response.status_code': response.headersSent ? response.statusCode : GONE,
      }),
    );
    handler(request, response);
  };
}
