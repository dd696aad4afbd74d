import type { JsonWebKey } from 'node:crypto';
import { calculateJwkThumbprint } from 'jose';
import type { SigningAlgorithm } from './signing-algorithm.ts';

/** A public key as resource servers read it (RFC 7517 §4, RFC 7518 §6, RFC 8037 §2). Has no private member. */
export type PublicJwk = {
  readonly kid: string;
  readonly alg: SigningAlgorithm;
  readonly use: 'sig';
} & (
  | { readonly kty: 'EC'; readonly crv: string; readonly x: string; readonly y: string }
  | { readonly kty: 'RSA'; readonly n: string; readonly e: string }
  | { readonly kty: 'OKP'; readonly crv: string; readonly x: string }
);

/** A key set (RFC 7517 §5). */
export interface PublicJwks {
  readonly keys: readonly PublicJwk[];
}

/** What a key is called: its RFC 7638 thumbprint, which no other key has. */
export function thumbprintOf(jwk: JsonWebKey): Promise<string> {
  return calculateJwkThumbprint(jwk, 'sha256');
}

/** Takes the public members by name, so that a private one can't come along. Throws when `jwk` lacks one: a bug. */
export function publicJwk(jwk: JsonWebKey, kid: string, alg: SigningAlgorithm): PublicJwk {
  const { kty, crv, x, y, n, e } = jwk;
  const head = { kid, alg, use: 'sig' } as const;
  if (kty === 'EC' && crv && x && y) return { kty, crv, x, y, ...head };
  if (kty === 'RSA' && n && e) return { kty, n, e, ...head };
  if (kty === 'OKP' && crv && x) return { kty, crv, x, ...head };
  throw new TypeError(`no public key of type ${kty}`);
}
