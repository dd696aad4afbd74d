import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { err, ok, type Result } from '@cambio/oauth';
import { calculateJwkThumbprint } from 'jose';
import { ALGORITHMS, isSigningAlgorithm, type SigningAlgorithm } from './algorithms.ts';
import { type PublicJwk, publicJwk } from './public-jwk.ts';
import { seal, unseal } from './sealing.ts';
import type { StoredKey } from './stored-key.ts';

/** A key ready to sign and to be published. */
export interface SigningKey {
  readonly kid: string;
  readonly algorithm: SigningAlgorithm;
  readonly privateKey: KeyObject;
  readonly publicJwk: PublicJwk;
}

export type KeyFailure =
  /** The key doesn't open: it was sealed under another encryption key, or the record was altered. */
  | { readonly reason: 'wrong_encryption_key'; readonly kid: string }
  /** The record isn't one this version can read, or what it holds is not the key it is called. */
  | { readonly reason: 'malformed_key'; readonly kid: string; readonly detail: string };

/** Makes a new key of an algorithm. */
export async function generateSigningKey(algorithm: SigningAlgorithm): Promise<SigningKey> {
  return signingKeyOf(await ALGORITHMS[algorithm].generate(), algorithm);
}

/** The key as text to store, its private half encrypted under `encryptionKey` and bound to this `kid` and algorithm. */
export function sealSigningKey(key: SigningKey, encryptionKey: Uint8Array): string {
  const plain = key.privateKey.export({ type: 'pkcs8', format: 'der' });
  try {
    return seal(plain, encryptionKey, contextOf(key));
  } finally {
    plain.fill(0);
  }
}

/**
 * Opens a stored key. The public half is derived from the private one and must have the recorded thumbprint,
 * so whoever can write to the store, but lacks the encryption key, can't have a key of his own published.
 */
export async function openSigningKey(
  stored: StoredKey,
  encryptionKey: Uint8Array,
): Promise<Result<SigningKey, KeyFailure>> {
  const { kid, algorithm } = stored;
  if (!isSigningAlgorithm(algorithm)) return malformed(kid, 'unknown algorithm');
  const plain = unseal(stored.sealed, encryptionKey, contextOf(stored));
  if (!plain.ok) {
    return plain.error === 'malformed'
      ? malformed(kid, 'unknown format of the encrypted key')
      : err({ reason: 'wrong_encryption_key', kid });
  }
  const privateKey = createPrivateKey({ key: plain.value, format: 'der', type: 'pkcs8' });
  plain.value.fill(0);
  const key = await signingKeyOf(privateKey, algorithm);
  return key.kid === kid ? ok(key) : malformed(kid, 'the thumbprint is not the key id');
}

/** A private key with the public half and the name that belong to it. */
export async function signingKeyOf(privateKey: KeyObject, algorithm: SigningAlgorithm): Promise<SigningKey> {
  const jwk = createPublicKey(privateKey).export({ format: 'jwk' });
  const kid = await calculateJwkThumbprint(jwk, 'sha256');
  return { kid, algorithm, privateKey, publicJwk: publicJwk(jwk, kid, algorithm) };
}

function contextOf(key: { readonly kid: string; readonly algorithm: string }): string {
  return `cambio signing key ${key.algorithm} ${key.kid}`;
}

function malformed(kid: string, detail: string): Result<never, KeyFailure> {
  return err({ reason: 'malformed_key', kid, detail });
}
