import type { RequestListener, ServerResponse } from 'node:http';
import type { ErrorBody } from '@cambio/oauth';
import type { Context } from 'koa';
import type { Load } from './load.ts';

const BUSY: ErrorBody = {
  error: 'temporarily_unavailable',
  error_description: 'The gateway has more to do than it can. Try again later.',
};
const BODY = JSON.stringify(BUSY);

/** Seconds in `Retry-After`. */
const RETRY_AFTER = 2;

/** The connection stays open: closing it costs both sides three to five times as much as this answer. */
const HEADERS = {
  'Content-Type': 'application/json; charset=utf-8',
  'Content-Length': Buffer.byteLength(BODY),
  'Cache-Control': 'no-store',
  'Retry-After': RETRY_AFTER,
};

/** How many are turned away at once in each period, in milliseconds. To read and answer so many takes a few per cent of a processor. */
const AT_ONCE = 200;
const PERIOD = 100;

/** Milliseconds after which the others are. */
const WAIT = 1000;

/**
 * Turns requests away while there is no room, before anything of them is read and any framework sees them: under more
 * load than it can carry, a gateway that looks at every request serves none in time.
 *
 * To turn one away still takes a tenth of what serving one does, so a flood of them would take the time of those that are
 * served. A client asks nothing while it waits for an answer: beyond so many in a period, each is answered a second later.
 *
 * @param paths those of the endpoints whose load is counted; all else is let through
 * @param elapsed milliseconds of a monotonic clock
 * @param wait milliseconds
 */
export function shedLoad(
  load: Load,
  paths: ReadonlySet<string>,
  elapsed: () => number,
  handler: RequestListener,
  wait = WAIT,
): RequestListener {
  let period = 0;
  let turnedAway = 0;

  function isFlood(): boolean {
    const current = Math.floor(elapsed() / PERIOD);
    if (current !== period) [period, turnedAway] = [current, 0];
    turnedAway++;
    return turnedAway > AT_ONCE;
  }

  return (request, response) => {
    if (!paths.has(pathOf(request.url)) || load.hasRoom()) return handler(request, response);
    if (isFlood()) setTimeout(turnAway, wait, response).unref();
    else turnAway(response);
  };
}

function turnAway(response: ServerResponse): void {
  response.writeHead(503, HEADERS).end(BODY);
}

/** Does the work of a request that has arrived whole, if there still is room for it. */
export async function admit(load: Load, ctx: Context, work: () => Promise<void>): Promise<void> {
  if (await load.carry(work)) return;
  ctx.status = 503;
  ctx.set('Retry-After', String(RETRY_AFTER));
  ctx.body = BUSY;
}

function pathOf(url = ''): string {
  const query = url.indexOf('?');
  return query < 0 ? url : url.slice(0, query);
}
