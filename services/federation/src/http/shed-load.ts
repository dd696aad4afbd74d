import type { RequestListener } from 'node:http';
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
    if (!paths.has(pathOf(request)) || load.hasRoom()) return handler(request, response);
    if (isFlood()) setTimeout(writeReply, wait, response, BUSY).unref();
    else writeReply(response, BUSY);
  };
}
