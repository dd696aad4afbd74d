import { randomUUID } from 'node:crypto';
import type { JsonObject } from '@cambio/oauth';
import { type Algorithm, type Changes, change, generateKey, type SigningKey, sign } from '@cambio/testkit';
import { calculateJwkThumbprint } from 'jose';

/** Who makes DPoP proofs for one URL, valid or with one thing changed (RFC 9449 §4.2). */
export interface Prover {
  readonly key: SigningKey;
  /** The public key as a proof carries it. */
  readonly jwk: JsonObject;
  readonly thumbprint: string;
  readonly prove: (claims?: Changes, header?: Changes) => Promise<string>;
}

export async function createProver(url: string, algorithm: Algorithm = 'ES256'): Promise<Prover> {
  return proverOf(await generateKey('proof', algorithm), url);
}

export async function proverOf(key: SigningKey, url: string): Promise<Prover> {
  const jwk = change(key.publicJwk, { kid: undefined, alg: undefined, use: undefined });
  return {
    key,
    jwk,
    thumbprint: await calculateJwkThumbprint(key.publicJwk),
    prove: (claims = {}, header = {}) =>
      sign(change(valid(url), claims), key, { kid: undefined, typ: 'dpop+jwt', jwk, ...header }),
  };
}

function valid(htu: string): JsonObject {
  return { jti: randomUUID(), htm: 'POST', htu, iat: Math.floor(Date.now() / 1000) };
}
