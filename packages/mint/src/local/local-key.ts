import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { err, ok, type Result } from '@cambio/oauth';
import type { KeyFailure, NewKey } from '../keeper.ts';
import { type PublicJwk, publicJwk, thumbprintOf } from '../public-jwk.ts';
import { isSigningAlgorithm, type SigningAlgorithm } from '../signing-algorithm.ts';
import type { StoredKey } from '../stored-key.ts';
import { ALGORITHMS } from './algorithms.ts';
import { seal, unseal } from './sealing.ts';

/** A key pair in the memory of this process. */
export interface LocalKey {
  readonly kid: string;
  readonly algorithm: SigningAlgorithm;
  readonly privateKey: KeyObject;
  readonly publicJwk: PublicJwk;
}

/** Makes a new key of an algorithm. */
export async function generateLocalKey(algorithm: SigningAlgorithm): Promise<LocalKey> {
  return localKeyOf(await ALGORITHMS[algorithm].generate(), algorithm);
}

/** A private key with the public half and the name that belong to it. */
export async function localKeyOf(privateKey: KeyObject, algorithm: SigningAlgorithm): Promise<LocalKey> {
  const jwk = createPublicKey(privateKey).export({ format: 'jwk' });
  const kid = await thumbprintOf(jwk);
  return { kid, algorithm, privateKey, publicJwk: publicJwk(jwk, kid, algorithm) };
}

/** The key as it is stored, its private half encrypted under `encryptionKey` and bound to this `kid` and algorithm. */
export function sealLocalKey(key: LocalKey, encryptionKey: Uint8Array): NewKey {
  const plain = key.privateKey.export({ type: 'pkcs8', format: 'der' });
  try {
    return { kid: key.kid, sealed: seal(plain, encryptionKey, contextOf(key)) };
  } finally {
    plain.fill(0);
  }
}

/**
 * Opens a stored key with the first of the encryption keys that fits. The public half is derived from the private one
 * and must have the recorded thumbprint.
 */
export async function openLocalKey(
  stored: StoredKey,
  encryptionKeys: readonly Uint8Array[],
): Promise<Result<LocalKey, KeyFailure>> {
  const { kid, algorithm } = stored;
  if (!isSigningAlgorithm(algorithm)) return malformed(kid, 'unknown algorithm');
  for (const encryptionKey of encryptionKeys) {
    const plain = unseal(stored.sealed, encryptionKey, contextOf(stored));
    if (!plain.ok && plain.error === 'unauthentic') continue;
    if (!plain.ok) return malformed(kid, 'unknown format of the encrypted key');
    const privateKey = createPrivateKey({ key: plain.value, format: 'der', type: 'pkcs8' });
    plain.value.fill(0);
    const key = await localKeyOf(privateKey, algorithm);
    return key.kid === kid ? ok(key) : malformed(kid, 'the thumbprint is not the key id');
  }
  return err({ reason: 'wrong_encryption_key', kid });
}

function contextOf(key: { readonly kid: string; readonly algorithm: string }): string {
  return `cambio signing key ${key.algorithm} ${key.kid}`;
}

function malformed(kid: string, detail: string): Result<never, KeyFailure> {
  return err({ reason: 'malformed_key', kid, detail });
}
