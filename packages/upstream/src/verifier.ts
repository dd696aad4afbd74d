import { hash } from 'node:crypto';
import type { TokenRefusal, VerifiedToken } from '@cambio/claims';
import { type Digest, type EpochSeconds, err, ok, type Result, type TokenType } from '@cambio/oauth';
import { type Directory, indexIssuers } from './directory.ts';
import type { DeclaredIssuers } from './issuer.ts';
import { claimsProblem } from './judge.ts';
import type { KeyStore } from './keys/key-store.ts';
import type { Refused } from './refusal.ts';
import { rememberedTokens } from './remembered-tokens.ts';
import { checkPooled, createInlineCheck } from './signature/check.ts';
import { type SignedToken, signedToken } from './signed-token.ts';
import { findSigner, type SignerSearch } from './signer.ts';
import { createTokenReader } from './token/read.ts';

export interface VerifierOptions {
  /** The issuers in force: the same map as long as nothing changed, another one when trust was swapped. */
  readonly issuers: () => DeclaredIssuers;
  readonly keys: Pick<KeyStore, 'of'>;
  /** Check signatures on the thread pool: more throughput on two cores and up, a little less on one. Default false. */
  readonly pooled?: boolean;
  /** How many tokens whose signature held are not read again, where they are shown more than once. Default none. */
  readonly remembered?: number;
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
 * Makes a verifier of compact JWS tokens (RFC 7515, RFC 7519, RFC 8725). It checks, in this order, and stops at the
 * first failure:
 *
 * 1. size, three parts, and canonical base64url in each;
 * 2. the header: strict JSON (UTF-8, duplicate members, nesting, numbers that lose precision), `crit` and `b64` (none
 *    is understood), `typ` is text, `alg` is a known asymmetric one, `kid` is text;
 * 3. the payload: strict JSON, an object;
 * 4. a declared issuer whose URL is `iss`, byte for byte (for SPIFFE: whose trust domain is that of `sub`), that is
 *    enabled and lists this `typ` and `alg`;
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
  const {
    issuers,
    keys,
    pooled = false,
    remembered = 0,
    maxTokenLength = MAX_TOKEN_LENGTH,
    maxNesting,
  } = options;
  const check = pooled ? checkPooled : createInlineCheck(maxTokenLength);
  const readToken = createTokenReader(maxTokenLength, maxNesting);
  const directoryNow = directoryOf(issuers);
  const known = rememberedTokens(remembered);

  async function readSigned(token: string, digest: Digest): Promise<Result<SignedToken, Refused>> {
    const search: SignerSearch = { directory: directoryNow(), keys, check };
    const held = known.find(digest, search);
    if (held !== undefined) return ok(held);
    const read = readToken(token);
    if (!read.ok) return read;
    const signer = await findSigner(read.value, search);
    if (!signer.ok) return signer;
    const signed = signedToken(read.value, signer.value);
    known.add(digest, signed);
    return ok(signed);
  }

  return {
    verify: async (token, as, now) => {
      const digest = hash('sha256', token, 'hex') as Digest;
      const signed = await readSigned(token, digest);
      if (!signed.ok) return signed;
      const { issuer, header, identity, replayId } = signed.value;
      const problem = claimsProblem(identity.claims, { issuer, as, typ: header.typ, now });
      if (problem !== undefined) return err({ ...problem, authentic: { identity, digest } });
      const { replay, clockSkew } = issuer;
      return ok({ identity, digest, replayId, replay, expiresAt: Number(identity.claims.exp), clockSkew });
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
