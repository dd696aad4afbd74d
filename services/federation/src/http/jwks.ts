import type { JsonObject } from '@cambio/oauth';
import type { Middleware } from 'koa';

/** Seconds a verifier may keep the key set at the most. */
const LONGEST = 300;

/**
 * `GET /jwks`: the public keys tokens verify with (RFC 7517 §5). A verifier may keep them for half the time by which keys
 * are published ahead, in seconds; the other half is for replicas that see a new key late, so that whoever keeps the set
 * no longer than he may knows every key before it signs.
 */
export function jwksEndpoint(
  keySet: () => { readonly keys: readonly JsonObject[] },
  publishAhead: number,
): Middleware {
  const maxAge = Math.min(LONGEST, Math.floor(publishAhead / 2));
  return (ctx) => {
    ctx.set('Cache-Control', `public, max-age=${maxAge}`);
    ctx.set('Access-Control-Allow-Origin', '*');
    ctx.body = keySet();
    ctx.type = 'application/jwk-set+json';
  };
}
