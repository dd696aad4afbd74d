import type { Digest, EpochSeconds } from '@cambio/oauth';
import type { VerifiedIdentity } from './identity.ts';
import type { ReplayMode } from './profile.ts';

/** A token that passed every check of its issuer. */
export interface VerifiedToken {
  readonly identity: VerifiedIdentity;
  /** SHA-256 of the compact token: its name in records. */
  readonly digest: Digest;
  /** What, beside `expiresAt`, makes it this token and no other, for replay defence: issuer URL and `jti`, else issuer URL and a digest of the signing input. */
  readonly replayId: string;
  readonly replay: ReplayMode;
  readonly expiresAt: EpochSeconds;
  /** Seconds of leeway it was judged with; marks made for it must outlive `expiresAt` by as much. */
  readonly clockSkew: number;
}

/** Why a token was refused: closed, stable, for records and for callers whose token was authentic. */
export type RefusalReason =
  | 'token_too_large'
  | 'malformed_token'
  | 'duplicate_member'
  | 'nesting_too_deep'
  | 'imprecise_number'
  | 'unsupported_type'
  | 'unsupported_algorithm'
  | 'critical_header'
  | 'unknown_issuer'
  | 'issuer_disabled'
  | 'keys_unavailable'
  | 'unknown_key'
  | 'invalid_signature'
  | 'claim_missing'
  | 'claim_malformed'
  | 'wrong_audience'
  | 'token_expired'
  | 'token_not_yet_valid'
  | 'token_too_old'
  | 'token_lifetime_too_long'
  | 'wrong_token_kind';

export interface TokenRefusal {
  readonly reason: RefusalReason;
  /** For operators; never leaves the gateway, never quotes the token. */
  readonly detail: string;
  /** Set when the signature had verified before the check failed: the refusal is about somebody and is recorded. */
  readonly authentic?: { readonly identity: VerifiedIdentity; readonly digest: Digest };
}
