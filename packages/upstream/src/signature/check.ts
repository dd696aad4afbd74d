import { constants, type KeyObject, type VerifyKeyObjectInput, verify } from 'node:crypto';
import type { Algorithm } from './algorithms.ts';
import { derSignature } from './der.ts';

/**
 * Checks one signature: whether `key` made `signature`, in base64url, over `input`, which is ASCII. The caller has seen
 * to both, and to the key being one for the algorithm.
 */
export type SignatureCheck = (
  algorithm: Algorithm,
  key: KeyObject,
  input: string,
  signature: string,
) => boolean | Promise<boolean>;

/** Checks on the calling thread. Neither text may be longer than `maxLength`. */
export function createInlineCheck(maxLength: number): SignatureCheck {
  // The bytes are used up before the call returns, so one place for them will do.
  const inputBytes = Buffer.alloc(maxLength);
  const signatureBytes = Buffer.alloc(maxLength);
  return (algorithm, key, input, signature) => {
    const data = inputBytes.subarray(0, inputBytes.write(input, 'latin1'));
    const raw = signatureBytes.subarray(0, signatureBytes.write(signature, 'base64url'));
    const encoded = encode(algorithm, raw);
    return encoded !== undefined && verify(digestOf(algorithm), data, keyFor(algorithm, key), encoded);
  };
}

/** Checks on the thread pool, where two cores can share the work. */
export const checkPooled: SignatureCheck = (algorithm, key, input, signature) => {
  const encoded = encode(algorithm, Buffer.from(signature, 'base64url'));
  if (encoded === undefined) return false;
  const data = Buffer.from(input, 'latin1');
  return new Promise((resolve, reject) => {
    verify(digestOf(algorithm), data, keyFor(algorithm, key), encoded, (error, holds) => {
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
