import type { JsonObject } from '@cambio/oauth';
import type { Middleware } from 'koa';

/** Seconds a verifier may keep the key set; a key is published at least as long before it signs. */
const MAX_AGE = 300;

/** `GET /jwks`: the public keys tokens verify with (RFC 7517 §5). */
export function jwksEndpoint(keySet: () => { readonly keys: readonly JsonObject[] }): Middleware {
  return (ctx) => {
    ctx.set('Cache-Control', `public, max-age=${MAX_AGE}`);
    ctx.set('Access-Control-Allow-Origin', '*');
    ctx.body = keySet();
    ctx.type = 'application/jwk-set+json';
  };
}
