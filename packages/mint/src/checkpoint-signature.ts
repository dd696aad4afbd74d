import {
  type CompactVerifyGetKey,
  compactVerify,
  createLocalJWKSet,
  decodeProtectedHeader,
  errors,
} from 'jose';
import { CHECKPOINT } from './jwt-signer.ts';
import { SIGNING_ALGORITHMS } from './signing-algorithm.ts';

/**
 * Judges the signatures of checkpoints by a key set (RFC 7517 §5) in any form a JSON parser gives; `undefined` for what is
 * none. Checks the algorithm, the `typ` and the signature; nothing of what is signed.
 */
export function checkpointSignatures(
  jwks: unknown,
): ((jws: string) => Promise<'valid' | 'invalid' | 'unknown_key'>) | undefined {
  const keys = keySet(jwks);
  if (keys === undefined) return undefined;
  return async (jws) => {
    try {
      const { protectedHeader } = await compactVerify(jws, keys, { algorithms: [...SIGNING_ALGORITHMS] });
      return protectedHeader.typ === CHECKPOINT ? 'valid' : 'invalid';
    } catch (error) {
      return error instanceof errors.JWKSNoMatchingKey ? 'unknown_key' : 'invalid';
    }
  };
}

/** The `kid` of the key that signed a checkpoint, as it says itself; `undefined` where it says none. */
export function checkpointKey(jws: string): string | undefined {
  try {
    return decodeProtectedHeader(jws).kid;
  } catch {
    return undefined;
  }
}

function keySet(jwks: unknown): CompactVerifyGetKey | undefined {
  try {
    // It looks at what it is given by itself.
    return createLocalJWKSet(jwks as Parameters<typeof createLocalJWKSet>[0]);
  } catch (error) {
    if (error instanceof errors.JWKSInvalid) return undefined;
    throw error;
  }
}
