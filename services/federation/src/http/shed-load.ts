import type { RequestListener } from 'node:http';
import type { Meter } from '@opentelemetry/api';
import type { Load } from './load.ts';

const BODY = JSON.stringify({
  error: 'temporarily_unavailable',
  error_description: 'The gateway has more to do than it can. Try again later.',
});

/** Seconds in `Retry-After`. */
const RETRY_AFTER = 2;

const HEADERS = {
  'Content-Type': 'application/json; charset=utf-8',
  'Content-Length': Buffer.byteLength(BODY),
  'Cache-Control': 'no-store',
  'Retry-After': RETRY_AFTER,
};

/**
 * Turns requests away while the gateway is full, before anything of them is read and any framework sees them: under more
 * load than it can carry, a gateway that looks at every request serves none in time.
 *
 * @param paths those of the endpoints whose load is counted; all else is let through
 */
export function shedLoad(
  load: Load,
  paths: ReadonlySet<string>,
  meter: Meter,
  handler: RequestListener,
): RequestListener {
  const shed = meter.createCounter('cambio.requests.shed', {
    description: 'Requests turned away because the gateway had more to do than it can.',
  });
  return (request, response) => {
    if (!load.isFull() || !paths.has(pathOf(request.url))) return handler(request, response);
    shed.add(1);
    response.writeHead(503, HEADERS).end(BODY);
  };
}

function pathOf(url = ''): string {
  const query = url.indexOf('?');
  return query < 0 ? url : url.slice(0, query);
}
