import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Load } from './load.ts';
import { pathOf } from './path.ts';
import { errorReply, type Reply } from './reply.ts';
import { writeReply } from './send-reply.ts';

/** What is said while there is no room. The connection stays open: closing it costs both sides three to five times as much. */
export const BUSY: Reply = {
  ...errorReply('temporarily_unavailable', 'The gateway has more to do than it can. Try again later.'),
  headers: { 'Retry-After': '2' },
};

/** How many are turned away at once in each period, in milliseconds. To read and answer so many takes a few per cent of a processor. */
const AT_ONCE = 100;
const PERIOD = 100;

/** Milliseconds after which the others are. */
const WAIT = 1000;

interface Waiting {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly timer: NodeJS.Timeout;
}

/**
 * Has requests wait while there is no room, and turns them away where none comes, before anything of them is read and any
 * framework sees them: under more load than it can carry, a gateway that looks at every request serves none in time.
 *
 * As many wait as are served, so that there is always a next one. It is the newest that comes in, whose client is the
 * likeliest to be still there; the oldest makes way. To turn one away takes a tenth of what serving one does, so a flood
 * would take the time of those that are served, and a client asks nothing while it waits for an answer: beyond so many in a
 * period, each is turned away a second after it came.
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
  /** The oldest first. */
  const waiting: Waiting[] = [];
  let period = 0;
  let turnedAway = 0;

  load.onRoom(() => {
    const next = newest();
    if (next !== undefined) handler(next.request, next.response);
  });

  /** Whose client is still there. */
  function newest(): Waiting | undefined {
    let next: Waiting | undefined;
    do {
      next = waiting.pop();
      clearTimeout(next?.timer);
    } while (next?.request.destroyed);
    return next;
  }

  function isFlood(): boolean {
    const current = Math.floor(elapsed() / PERIOD);
    if (current !== period) [period, turnedAway] = [current, 0];
    turnedAway++;
    return turnedAway > AT_ONCE;
  }

  function makeWay(): void {
    const oldest = waiting.shift();
    if (oldest === undefined || isFlood()) return;
    clearTimeout(oldest.timer);
    turnAway(oldest.response);
  }

  function turnAway(response: ServerResponse): void {
    load.countTurnedAway();
    writeReply(response, BUSY);
  }

  return (request, response) => {
    if (!paths.has(pathOf(request)) || load.hasRoom()) return handler(request, response);
    const timer = setTimeout(() => {
      if (waiting[0]?.response === response) waiting.shift();
      turnAway(response);
    }, wait).unref();
    waiting.push({ request, response, timer });
    if (waiting.length > load.limit) makeWay();
  };
}
