import type { Nonces } from '@cambio/binding';
import type { Middleware } from 'koa';

/** Answers every request that carries a proof with a nonce for the next one (RFC 9449 §8, §8.2). */
export function offerNonce(nonces: Nonces): Middleware {
  return async (ctx, next) => {
    if (ctx.req.headers.dpop !== undefined) ctx.set('DPoP-Nonce', await nonces.current());
    await next();
  };
}
