import { type EpochSeconds, err, ok, type Result } from '@cambio/oauth';
import { type CryptoKey, decodeProtectedHeader, errors, type JWTPayload, jwtVerify } from 'jose';
import { z } from 'zod';
import { type AccessToken, readAccessToken } from './access-token.ts';
import type { IssuerKeys, KeyFailure, KeyHint } from './issuer-keys.ts';
import type { TokenDefect } from './refusal.ts';

/** What the gateway can be set to sign with, RS256 included, which every service has to know (RFC 9068 §2.1). */
export const ACCESS_TOKEN_ALGORITHMS = ['ES256', 'ES384', 'RS256', 'EdDSA'] as const;

export type AccessTokenAlgorithm = (typeof ACCESS_TOKEN_ALGORITHMS)[number];

/** Characters; the gateway issues none that is longer. */
const MAX_TOKEN = 16_384;

export interface TokenRules {
  /** The exact `iss`. */
  readonly issuer: string;
  /** The exact `aud`. */
  readonly audience: string;
  readonly algorithms: readonly AccessTokenAlgorithm[];
  /** Seconds. */
  readonly clockSkew: number;
  readonly keys: IssuerKeys;
}

/**
 * Verifies an access token by itself (RFC 9068 §4), in this order: size, `alg` on the list, a key of the issuer, the
 * signature, `typ` (`at+jwt` or `application/at+jwt`, in any case), `iss` and `aud` exactly, `nbf`, `exp`, `iat` not to
 * come, the required claims. A token for several audiences is refused: each of them could use it at the others.
 *
 * Does not check what it is bound to, scopes, nor whether it has been revoked.
 */
export async function verifyToken(
  token: string,
  rules: TokenRules,
  now: EpochSeconds,
): Promise<Result<AccessToken, TokenDefect | KeyFailure>> {
  const hint = readHint(token);
  if (hint === undefined) return err('token_malformed');
  const isAllowed = rules.algorithms.some((algorithm) => algorithm === hint.alg);
  if (!isAllowed) return err('algorithm_not_allowed');

  const key = await rules.keys.find(hint);
  if (!key.ok) return key;

  const payload = await verifyJwt(token, key.value, rules, now);
  if (!payload.ok) return payload;
  if ([payload.value.aud].flat().some((aud) => aud !== rules.audience)) return err('wrong_audience');

  const said = readAccessToken(payload.value);
  if (typeof said === 'string') return err(said);
  if (said.issuedAt > now + rules.clockSkew) return err('token_not_yet_valid');
  return ok(said);
}

const header = z.object({ alg: z.string(), kid: z.string().exactOptional() });

function readHint(token: string): KeyHint | undefined {
  if (token.length > MAX_TOKEN) return undefined;
  try {
    return header.safeParse(decodeProtectedHeader(token)).data;
  } catch {
    return undefined;
  }
}

async function verifyJwt(
  token: string,
  key: CryptoKey,
  { issuer, audience, algorithms, clockSkew }: TokenRules,
  now: EpochSeconds,
): Promise<Result<JWTPayload, TokenDefect>> {
  try {
    const { payload } = await jwtVerify(token, key, {
      typ: 'at+jwt',
      issuer,
      audience,
      algorithms: [...algorithms],
      clockTolerance: clockSkew,
      currentDate: new Date(now * 1000),
    });
    return ok(payload);
  } catch (thrown) {
    return err(defectOf(thrown));
  }
}

function defectOf(thrown: unknown): TokenDefect {
  if (thrown instanceof errors.JWSSignatureVerificationFailed) return 'signature_invalid';
  if (thrown instanceof errors.JWTExpired) return 'token_expired';
  if (thrown instanceof errors.JWTClaimValidationFailed) return defectOfClaim(thrown.claim);
  if (thrown instanceof errors.JOSEError) return 'token_malformed';
  throw thrown;
}

function defectOfClaim(claim: string): TokenDefect {
  switch (claim) {
    case 'typ':
      return 'wrong_type';
    case 'iss':
      return 'wrong_issuer';
    case 'aud':
      return 'wrong_audience';
    case 'nbf':
      return 'token_not_yet_valid';
    default:
      return 'claims_invalid';
  }
}
