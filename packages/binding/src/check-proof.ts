import { type EpochSeconds, err, ok, type Result } from '@cambio/oauth';
import { compactVerify } from 'jose';
import { accessTokenHash } from './access-token-hash.ts';
import { sha256 } from './base64url.ts';
import type { Nonces } from './nonces.ts';
import { type Proof, readProof } from './proof.ts';
import { importProofKey, keyThumbprint } from './proof-key.ts';
import { namesTarget } from './target-url.ts';

/** Seconds a proof's `iat` may lie before or after now (RFC 9449 §11.1). */
export const PROOF_WINDOW = 60;

/** Seconds a mark outlives the last moment its proof could be accepted, against rounding at the edge. */
const MARGIN = 5;

/** Takes a key until a time, once: the shape of the gateway's marks. */
export type Reserve = (
  key: string,
  until: EpochSeconds,
) => Promise<Result<'reserved' | 'exists', 'unavailable'>>;

/** Whether a server asks for its own nonces in proofs (RFC 9449 §8, §9). */
export interface NoncePolicy {
  readonly nonces: Pick<Nonces, 'check'>;
  /** `true`: a proof without one is refused. `false`: a proof may come without, and one that it has must pass. */
  readonly required: boolean;
}

export interface ProofCheck {
  /** The one value of the `DPoP` header. */
  readonly proof: string;
  /** The request's method, in capitals. */
  readonly method: string;
  /** The request's public URL as configured; never one taken from the request's own headers. */
  readonly url: string;
  readonly now: EpochSeconds;
  /** The access token the proof comes with; absent at a token endpoint. */
  readonly accessToken?: string;
  /** The `cnf.jkt` of that token. */
  readonly boundTo?: string;
  /** Absent: a proof's nonce is not looked at. */
  readonly nonce?: NoncePolicy;
  readonly reserve: Reserve;
}

/** Why a proof was refused; `detail` is for logs and never holds any of it. */
export type ProofRefusal =
  | {
      readonly reason:
        | 'proof_malformed'
        | 'proof_signature'
        | 'proof_mismatch'
        | 'proof_stale'
        | 'proof_replayed'
        | 'nonce_missing'
        | 'nonce_stale';
      readonly detail: string;
    }
  | { readonly reason: 'marks_unavailable'; readonly detail: string };

/**
 * Checks a DPoP proof and gives the thumbprint (RFC 7638) of the key it proves (RFC 9449 §4.3). In this order:
 * its form and key (`readProof`), the signature, `htm` exactly, `htu` (`namesTarget`), the nonce where there is a policy
 * for it, `iat` within 60 s of now, `ath` and the key where there is an access token, and last that no proof with this
 * key and `jti` was seen before: reserved until the proof is too old to pass, so that a refused proof reserves nothing.
 *
 * Does not check the access token.
 */
export async function checkDpopProof(check: ProofCheck): Promise<Result<string, ProofRefusal>> {
  const proof = readProof(check.proof);
  if (proof === undefined) return refuse('proof_malformed', 'not one DPoP proof with a public key');

  const key = await importProofKey(proof.key, proof.algorithm);
  if (key === undefined) return refuse('proof_malformed', 'the key is not one of its curve');

  const signed = await compactVerify(check.proof, key, { algorithms: [proof.algorithm] }).catch(
    () => undefined,
  );
  if (signed === undefined) return refuse('proof_signature', 'the signature does not verify');

  const thumbprint = await keyThumbprint(proof.key);
  const refusal =
    judgeTarget(proof, check) ??
    (await judgeNonce(proof, check)) ??
    judgeTime(proof, check) ??
    (await judgeAccessToken(proof, thumbprint, check));
  return refusal ?? reserveProof(proof, thumbprint, check);
}

function judgeTarget({ claims }: Proof, { method, url }: ProofCheck) {
  if (claims.htm !== method) return refuse('proof_mismatch', 'htm is another method');
  if (!namesTarget(claims.htu, url)) return refuse('proof_mismatch', 'htu is another URL');
  return undefined;
}

async function judgeNonce({ claims }: Proof, { nonce: policy }: ProofCheck) {
  if (policy === undefined) return undefined;
  if (claims.nonce === undefined) {
    return policy.required ? refuse('nonce_missing', 'a nonce is demanded') : undefined;
  }
  if (await policy.nonces.check(claims.nonce)) return undefined;
  return refuse('nonce_stale', 'the nonce is old, or not ours');
}

function judgeTime({ claims }: Proof, { now }: ProofCheck) {
  if (Math.abs(now - claims.iat) <= PROOF_WINDOW) return undefined;
  return refuse('proof_stale', 'iat is too far from now');
}

async function judgeAccessToken({ claims }: Proof, thumbprint: string, check: ProofCheck) {
  const { accessToken, boundTo } = check;
  if (accessToken !== undefined && claims.ath !== (await accessTokenHash(accessToken))) {
    return refuse('proof_mismatch', 'ath is another access token');
  }
  if (boundTo !== undefined && boundTo !== thumbprint) {
    return refuse('proof_mismatch', 'the access token is bound to another key');
  }
  return undefined;
}

async function reserveProof(
  { claims }: Proof,
  thumbprint: string,
  { reserve }: ProofCheck,
): Promise<Result<string, ProofRefusal>> {
  const mark = await sha256(JSON.stringify(['dpop', thumbprint, claims.jti]));
  const reserved = await reserve(mark, Math.ceil(claims.iat) + PROOF_WINDOW + MARGIN);
  if (!reserved.ok) return refuse('marks_unavailable', 'the proof could not be reserved');
  return reserved.value === 'reserved' ? ok(thumbprint) : refuse('proof_replayed', 'seen before');
}

function refuse(reason: ProofRefusal['reason'], detail: string) {
  return err({ reason, detail });
}
