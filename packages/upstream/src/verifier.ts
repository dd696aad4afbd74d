import { hash } from 'node:crypto';
import type { TokenRefusal, VerifiedIdentity, VerifiedToken } from '@cambio/claims';
import { type Digest, type EpochSeconds, err, ok, type Result, type TokenType } from '@cambio/oauth';
import { type Directory, indexIssuers } from './directory.ts';
import type { DeclaredIssuer, DeclaredIssuers } from './issuer.ts';
import { claimsProblem } from './judge.ts';
import type { KeyStore } from './keys/key-store.ts';
import { type Refused, refuse } from './refusal.ts';
import { checkInline, checkPooled } from './signature/check.ts';
import type { TokenHeader } from './token/header.ts';
import { createTokenReader, type ReadToken } from './token/read.ts';

export interface VerifierOptions {
  /** The issuers in force: the same map as long as nothing changed, another one when trust was swapped. */
  readonly issuers: () => DeclaredIssuers;
  readonly keys: Pick<KeyStore, 'of'>;
  /** Check signatures on the thread pool: more throughput on two cores and up, a little less on one. Default false. */
  readonly pooled?: boolean;
  /** Characters of a compact token. Default 16384. */
  readonly maxTokenLength?: number;
  /** Objects and arrays inside each other in a payload, the outermost counted. Default 16. */
  readonly maxNesting?: number;
}

/** Judges upstream tokens. */
export interface TokenVerifier {
  verify(token: string, as: TokenType, now: EpochSeconds): Promise<Result<VerifiedToken, TokenRefusal>>;
}

const MAX_TOKEN_LENGTH = 16_384;

/**
 * Makes a verifier of compact JWS tokens (RFC 7515, RFC 7519, RFC 8725). It checks, in this order, and stops at the first failure:
 *
 * 1. size; shape (three parts of canonical base64url); strict JSON of header, then of payload (UTF-8, duplicate
 *    members, nesting, numbers that lose precision);
 * 2. `crit` and `b64` (none is understood), `alg` is a known asymmetric one, `kid` and `typ` are text;
 * 3. a declared issuer whose URL is `iss`, byte for byte (for SPIFFE: whose trust domain is that of `sub`), that is enabled;
 * 4. `typ` and `alg` against that issuer's lists;
 * 5. a key of that issuer for `kid` and `alg`, asking its source again at most once per cool-down;
 * 6. the signature;
 * 7. audience, times, registered claims, announced kind, profile: see `claimsProblem`.
 *
 * From 7 on a refusal is `authentic` and says about whom it is. Where several issuers share one URL, the first by id
 * whose key verifies the signature is the issuer, and its document alone judges the claims.
 *
 * Does not check replay, revocation, sender binding (`cnf`) or any policy. Nothing in a token makes it contact anybody
 * but the declared issuer: `jku`, `jwk`, `x5u` and `x5c` are never looked at.
 */
export function createVerifier(options: VerifierOptions): TokenVerifier {
  const { issuers, keys, pooled = false, maxTokenLength = MAX_TOKEN_LENGTH, maxNesting } = options;
  const check = pooled ? checkPooled : checkInline;
  const readToken = createTokenReader(maxTokenLength, maxNesting);
  const directoryNow = directoryOf(issuers);

  /** Steps 5 and 6. A signature that fails under a known `kid` may mean a new key under the old name (Jenkins). */
  async function signatureProblem(token: ReadToken, issuer: DeclaredIssuer) {
    const { algorithm, kid } = token.header;
    const issuerKeys = keys.of(issuer);
    const known = issuerKeys.current()?.find(kid, algorithm);
    const holds = known !== undefined && (await check(algorithm, known, token.signingInput, token.signature));
    if (holds) return undefined;
    const latest = await issuerKeys.demand();
    if (latest === undefined) return refuse('keys_unavailable', `no keys of issuer ${issuer.id}`);
    const found = latest.find(kid, algorithm);
    if (found === undefined) return refuse('unknown_key', `no key of issuer ${issuer.id} fits kid and alg`);
    const isNew = known === undefined || !found.equals(known);
    if (isNew && (await check(algorithm, found, token.signingInput, token.signature))) return undefined;
    return refuse('invalid_signature', `not signed by issuer ${issuer.id}`);
  }

  /** Steps 3 to 6: the issuer that signed. */
  async function findSigner(token: ReadToken): Promise<Result<DeclaredIssuer, Refused>> {
    let refused = refuse('unknown_issuer', 'no issuer is declared for the iss of this token');
    for (const issuer of directoryNow().candidates(token.payload)) {
      const problem = acceptanceProblem(token.header, issuer) ?? (await signatureProblem(token, issuer));
      if (problem === undefined) return ok(issuer);
      // An issuer that could not be asked might have been the one.
      if (refused.reason !== 'keys_unavailable') refused = problem;
    }
    return err(refused);
  }

  return {
    verify: async (token, as, now) => {
      const read = readToken(token);
      if (!read.ok) return read;
      const signer = await findSigner(read.value);
      if (!signer.ok) return signer;
      const issuer = signer.value;
      const claims = read.value.payload;
      const digest = digestOf(token);
      const identity = { issuer: issuer.id, claims, workload: issuer.profile.workload(claims) };
      const problem = claimsProblem(claims, { issuer, as, typ: read.value.header.typ, now });
      if (problem !== undefined) return err({ ...problem, authentic: { identity, digest } });
      return ok(verified(identity, digest, read.value, issuer));
    },
  };
}

/** Indexes the issuers once per revision. */
function directoryOf(issuers: () => DeclaredIssuers): () => Directory {
  let indexed: { readonly from: DeclaredIssuers; readonly directory: Directory } | undefined;
  return () => {
    const from = issuers();
    if (indexed?.from !== from) indexed = { from, directory: indexIssuers(from) };
    return indexed.directory;
  };
}

/** Step 4. */
function acceptanceProblem({ typ, algorithm }: TokenHeader, issuer: DeclaredIssuer): Refused | undefined {
  if (!issuer.enabled) return refuse('issuer_disabled', `issuer ${issuer.id} is disabled`);
  if (!issuer.profile.types.includes(typ))
    return refuse('unsupported_type', `typ is not one of ${issuer.id}'s`);
  if (!issuer.algorithms.includes(algorithm.name)) {
    return refuse('unsupported_algorithm', `${algorithm.name} is not one of ${issuer.id}'s`);
  }
  return undefined;
}

function verified(
  identity: VerifiedIdentity,
  digest: Digest,
  token: ReadToken,
  issuer: DeclaredIssuer,
): VerifiedToken {
  return {
    identity,
    digest,
    replayId: replayIdOf(token, issuer),
    replay: issuer.replay,
    expiresAt: Number(identity.claims.exp),
    clockSkew: issuer.clockSkew,
  };
}

/**
 * Without a `jti`, what was signed names the token; the signature does not, since a second valid one can be made
 * of an ECDSA signature by anybody.
 */
function replayIdOf({ payload: { jti }, signingInput }: ReadToken, { url }: DeclaredIssuer): string {
  return typeof jti === 'string' && jti !== ''
    ? JSON.stringify([url, 'jti', jti])
    : JSON.stringify([url, 'sha256', hash('sha256', signingInput, 'hex')]);
}

function digestOf(token: string): Digest {
  return hash('sha256', token, 'hex') as Digest;
}
