import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import type { SignatureAlgorithm } from '@cambio/claims';
import { err, isJsonObject, type JsonObject, type JsonValue, ok, type Result } from '@cambio/oauth';
import { type Algorithm, algorithmNamed } from '../signature/algorithms.ts';
import { isSmallOrder } from './small-order.ts';

/** Why a key of a set is not used. */
export type KeyFlaw =
  | 'malformed'
  | 'private'
  | 'symmetric'
  | 'unsupported_type'
  | 'unsupported_curve'
  | 'wrong_use'
  | 'wrong_operations'
  | 'unsupported_algorithm'
  | 'weak'
  | 'duplicate';

/** What a set's keys must be for. */
export interface KeyNeeds {
  readonly algorithms: readonly SignatureAlgorithm[];
  /** `jwt-svid` must be said; `sig` may be left out (RFC 7517 §4.2, SPIFFE bundle §4.2.2). */
  readonly use: 'sig' | 'jwt-svid';
}

/** A key that may verify, and the algorithms it may do so with. */
export interface UsableKey {
  readonly kid: string | undefined;
  readonly key: KeyObject;
  readonly algorithms: readonly Algorithm[];
}

const PRIVATE_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'priv'];

const MIN_RSA_BITS = 2048;
/** What a check of one signature may cost is bounded too. */
const MAX_RSA_BITS = 8192;

/**
 * Judges one member of a key set, in this order: form, private or symmetric material, type and curve, `use` and
 * `key_ops`, `alg` against the issuer's list, and the key itself: on its curve, RSA of 2048 to 8192 bits with an odd
 * exponent of 3 or more, no Ed25519 point of small order. Does not compare it with the rest of the set.
 */
export function judgeKey(jwk: JsonValue, needs: KeyNeeds): Result<UsableKey, KeyFlaw> {
  if (!isJsonObject(jwk)) return err('malformed');
  const { kid } = jwk;
  if (kid !== undefined && typeof kid !== 'string') return err('malformed');
  const flaw = flawOfUse(jwk, needs);
  if (flaw !== undefined) return err(flaw);
  const algorithms = algorithmsOf(jwk, needs.algorithms);
  if (!algorithms.ok) return algorithms;
  const key = importKey(jwk);
  if (key === undefined) return err('malformed');
  if (isWeak(key, jwk)) return err('weak');
  return ok({ kid, key, algorithms: algorithms.value });
}

function flawOfUse(jwk: JsonObject, needs: KeyNeeds): KeyFlaw | undefined {
  if (jwk.kty === 'oct') return 'symmetric';
  if (PRIVATE_MEMBERS.some((member) => Object.hasOwn(jwk, member))) return 'private';
  if (jwk.kty !== 'RSA' && jwk.kty !== 'EC' && jwk.kty !== 'OKP') return 'unsupported_type';
  if (jwk.use !== needs.use && !(jwk.use === undefined && needs.use === 'sig')) return 'wrong_use';
  if (jwk.key_ops !== undefined && !(Array.isArray(jwk.key_ops) && jwk.key_ops.includes('verify'))) {
    return 'wrong_operations';
  }
  return undefined;
}

/** One where the key names it, else all of the issuer's that its type and curve allow. */
function algorithmsOf(
  jwk: JsonObject,
  accepted: readonly SignatureAlgorithm[],
): Result<readonly Algorithm[], KeyFlaw> {
  const fitting = accepted.flatMap((name) => {
    const algorithm = algorithmNamed(name);
    return algorithm !== undefined && fits(jwk, algorithm) ? [algorithm] : [];
  });
  const named = fitting.filter(({ name }) => jwk.alg === undefined || jwk.alg === name);
  if (named.length > 0) return ok(named);
  return err(jwk.kty !== 'RSA' && !isKnownCurve(jwk.crv) ? 'unsupported_curve' : 'unsupported_algorithm');
}

function fits(jwk: JsonObject, algorithm: Algorithm): boolean {
  return jwk.kty === algorithm.kty && (algorithm.kty === 'RSA' || jwk.crv === algorithm.crv);
}

function isKnownCurve(crv: JsonValue | undefined): boolean {
  return crv === 'P-256' || crv === 'P-384' || crv === 'P-521' || crv === 'Ed25519';
}

/** The members that make the public key, and no others. OpenSSL refuses a point that is not on its curve. */
function importKey({ kty, n, e, crv, x, y }: JsonObject): KeyObject | undefined {
  const members = Object.entries({ kty, n, e, crv, x, y }).filter(([, value]) => typeof value === 'string');
  const key: JsonWebKey = Object.fromEntries(members);
  try {
    return createPublicKey({ key, format: 'jwk' });
  } catch {
    return undefined;
  }
}

function isWeak(key: KeyObject, jwk: JsonObject): boolean {
  if (key.asymmetricKeyType === 'ed25519') return isSmallOrder(jwk.x);
  const { modulusLength, publicExponent } = key.asymmetricKeyDetails ?? {};
  if (modulusLength === undefined || publicExponent === undefined) return false;
  if (modulusLength < MIN_RSA_BITS || modulusLength > MAX_RSA_BITS) return true;
  return publicExponent < 3n || publicExponent % 2n === 0n;
}
