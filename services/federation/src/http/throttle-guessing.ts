import type { IncomingMessage } from 'node:http';
import { tooMany } from './reply.ts';
import { sendReply } from './send-reply.ts';
import type { ServiceDoor } from './service-door.ts';
import type { Throttle } from './throttle.ts';

export interface Guessing {
  readonly throttle: Throttle;
  readonly networkOf: (request: IncomingMessage) => string;
}

/**
 * Stops an address that keeps failing to authenticate as a service from guessing on (RFC 6749 §2.3.1), with 429 and
 * `Retry-After`. The same service at another address is served as before, and so are workloads at this one: they have
 * nothing to guess.
 */
export function throttleGuessing(door: ServiceDoor, { throttle, networkOf }: Guessing): ServiceDoor {
  return async (ctx, path, body) => {
    const network = networkOf(ctx.req);
    const wait = throttle.waitOf(network);
    if (wait !== undefined) {
      return sendReply(ctx, tooMany(wait, 'Too many failed authentications from this address.'));
    }
    await door(ctx, path, body);
    if (ctx.res.statusCode === 401) await throttle.count(network);
  };
}
