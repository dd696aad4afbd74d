import type { IncomingMessage } from 'node:http';
import type { DirectEndpoint } from './direct.ts';
import { tooMany } from './reply.ts';
import type { Throttle } from './throttle.ts';

/** Bounds how often one address may come to an endpoint, before anything of its request is read. */
export function limitAddresses(
  endpoint: DirectEndpoint,
  throttle: Throttle,
  addressOf: (request: IncomingMessage) => string | undefined,
): DirectEndpoint {
  return async (request) => {
    const address = addressOf(request) ?? '';
    const wait = throttle.waitOf(address);
    if (wait !== undefined) return tooMany(wait, 'Too many requests from this address.');
    await throttle.count(address);
    return endpoint(request);
  };
}
