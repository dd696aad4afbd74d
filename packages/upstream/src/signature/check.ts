import { constants, type KeyObject, type VerifyKeyObjectInput, verify } from 'node:crypto';
import type { Algorithm } from './algorithms.ts';
import { derSignature } from './der.ts';

/** Checks one signature: on the calling thread, or on the pool, where two cores can share the work. */
export type SignatureCheck = (
  algorithm: Algorithm,
  key: KeyObject,
  input: Buffer,
  signature: Buffer,
) => boolean | Promise<boolean>;

export const checkInline: SignatureCheck = (algorithm, key, input, signature) => {
  const encoded = encode(algorithm, signature);
  return encoded !== undefined && verify(digestOf(algorithm), input, keyFor(algorithm, key), encoded);
};

export const checkPooled: SignatureCheck = (algorithm, key, input, signature) => {
  const encoded = encode(algorithm, signature);
  if (encoded === undefined) return false;
  return new Promise((resolve, reject) => {
    verify(digestOf(algorithm), input, keyFor(algorithm, key), encoded, (error, holds) => {
      if (error) reject(error);
      else resolve(holds);
    });
  });
};

function encode(algorithm: Algorithm, signature: Buffer): Buffer | undefined {
  return algorithm.scheme === 'ecdsa' ? derSignature(signature, algorithm.width) : signature;
}

/** Ed25519 hashes by itself. */
function digestOf(algorithm: Algorithm): string | null {
  return algorithm.scheme === 'eddsa' ? null : algorithm.hash;
}

/** The bare key wherever it will do: on Node 24 an options object costs as much as an RSA check. Only PSS needs one. */
function keyFor(algorithm: Algorithm, key: KeyObject): KeyObject | VerifyKeyObjectInput {
  if (algorithm.scheme !== 'pss') return key;
  return { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
}
