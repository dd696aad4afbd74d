import type { KeyObject } from 'node:crypto';
import type { JsonObject } from '@cambio/oauth';

/** A key as a JWK, with members set over it. */
export function jwkOf(key: KeyObject, members: JsonObject = {}): JsonObject {
  const jwk: JsonObject = JSON.parse(JSON.stringify(key.export({ format: 'jwk' })));
  return { ...jwk, ...members };
}
