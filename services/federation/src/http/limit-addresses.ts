import type { IncomingMessage } from 'node:http';
import type { DirectEndpoint } from './direct.ts';
import { type Reply, tooMany } from './reply.ts';
import type { Throttle } from './throttle.ts';

/** Counts a request for its address, before anything of it is read; what to answer where there have been too many. */
export type CountAddress = (request: IncomingMessage) => Promise<Reply | undefined>;

export function countAddresses(
  throttle: Throttle,
  networkOf: (request: IncomingMessage) => string,
): CountAddress {
  return async (request) => {
    const network = networkOf(request);
    const wait = throttle.waitOf(network);
    if (wait !== undefined) return tooMany(wait, 'Too many requests from this address.');
    await throttle.count(network);
    return undefined;
  };
}

/** Bounds how often one address may come to an endpoint. */
export function limitAddresses(endpoint: DirectEndpoint, count: CountAddress): DirectEndpoint {
  return async (request) => (await count(request)) ?? endpoint(request);
}
