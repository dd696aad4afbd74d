import type { JsonObject } from '@cambio/oauth';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { decode } from './forge.ts';

/**
 * Verifies an access token the way a service does that knows nothing but the issuer's URL (RFC 9068 §4): metadata
 * (RFC 8414 §3), key set, signature, `typ`, issuer, audience and times. Rejects where one of them is wrong.
 *
 * @param now milliseconds since the epoch
 */
export async function verifyWithRemoteKeys(
  issuer: string,
  token: string,
  audience: string,
  now: number,
): Promise<{ readonly header: JsonObject; readonly claims: JsonObject }> {
  const keys = createRemoteJWKSet(new URL(await keySetOf(issuer)));
  await jwtVerify(token, keys, { issuer, audience, typ: 'at+jwt', currentDate: new Date(now) });
  return decode(token);
}

async function keySetOf(issuer: string): Promise<string> {
  const { origin, pathname } = new URL(issuer);
  const path = `/.well-known/oauth-authorization-server${pathname === '/' ? '' : pathname}`;
  const response = await fetch(`${origin}${path}`);
  const metadata: unknown = await response.json();
  if (typeof metadata !== 'object' || metadata === null) throw new TypeError('the metadata is no object');
  if (!('issuer' in metadata) || metadata.issuer !== issuer)
    throw new TypeError('the metadata is another issuer’s');
  if (!('jwks_uri' in metadata) || typeof metadata.jwks_uri !== 'string') {
    throw new TypeError('the metadata names no key set');
  }
  return metadata.jwks_uri;
}
