import type { IncomingMessage } from 'node:http';
import type { Middleware } from 'koa';
import { answerTooMany } from './form-endpoint.ts';
import type { Throttle } from './throttle.ts';

/** Bounds how often one address may come to an endpoint, before anything of its request is read. */
export function limitAddresses(
  endpoint: Middleware,
  throttle: Throttle,
  addressOf: (request: IncomingMessage) => string | undefined,
): Middleware {
  return async (ctx, next) => {
    const address = addressOf(ctx.req) ?? '';
    const wait = throttle.waitOf(address);
    if (wait !== undefined) {
      ctx.set('Cache-Control', 'no-store');
      return answerTooMany(ctx, wait, 'Too many requests from this address.');
    }
    await throttle.count(address);
    await endpoint(ctx, next);
  };
}
