import type { JsonObject } from '@cambio/oauth';
import { readJsonObject } from './read-json.ts';

/** The claims of a compact JWT (RFC 7519 §3). Checks nothing but that they can be read. */
export function decodePayload(token: string): JsonObject | undefined {
  const [, payload, signature, ...more] = token.split('.');
  if (payload === undefined || signature === undefined || more.length > 0) return undefined;
  return readJsonObject(Buffer.from(payload, 'base64url').toString());
}
