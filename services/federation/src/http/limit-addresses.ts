import type { IncomingMessage } from 'node:http';
import type { DirectEndpoint } from './direct.ts';
import { type Reply, tooMany } from './reply.ts';
import type { Throttle } from './throttle.ts';

/** Counts a request for its address, before anything of it is read; what to answer where there have been too many. */
export type CountAddress = (request: IncomingMessage) => Promise<Reply | undefined>;

export function countAddresses(
  throttle: Throttle,
  addressOf: (request: IncomingMessage) => string | undefined,
): CountAddress {
  return async (request) => {
    const address = addressOf(request) ?? '';
    const wait = throttle.waitOf(address);
    if (wait !== undefined) return tooMany(wait, 'Too many requests from this address.');
    await throttle.count(address);
    return undefined;
  };
}

/** Bounds how often one address may come to an endpoint. */
export function limitAddresses(endpoint: DirectEndpoint, count: CountAddress): DirectEndpoint {
  return async (request) => (await count(request)) ?? endpoint(request);
}
