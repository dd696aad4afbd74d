import type { BadCredentials, Scheme } from './credentials.ts';

/** Why a request is refused. `detail` is for logs: it holds nothing of what came. */
export type Refusal =
  | BadCredentials
  | { readonly reason: TokenDefect | BindingDefect; readonly scheme: Scheme }
  | { readonly reason: ProofDefect; readonly detail: string; readonly scheme: Scheme }
  | NonceDemanded
  | { readonly reason: 'scope_missing'; readonly missing: readonly string[]; readonly scheme: Scheme }
  | { readonly reason: Outage; readonly detail: string };

/** A proof without a nonce, or without a fresh one (RFC 9449 §9). */
export interface NonceDemanded {
  readonly reason: 'nonce_missing' | 'nonce_stale';
  readonly scheme: Scheme;
  /** The nonce to make the next proof with. */
  readonly nonce: string;
}

/** What is wrong with the token itself (RFC 9068 §4). */
export type TokenDefect =
  | 'token_malformed'
  | 'algorithm_not_allowed'
  | 'key_unknown'
  | 'signature_invalid'
  | 'wrong_type'
  | 'wrong_issuer'
  | 'wrong_audience'
  | 'token_expired'
  | 'token_not_yet_valid'
  | 'claims_invalid'
  | 'confirmation_unsupported'
  | 'token_inactive';

/** The token is good, and presented as it must not be. */
export type BindingDefect =
  | 'binding_required'
  | 'scheme_mismatch'
  | 'dpop_not_accepted'
  | 'certificate_missing'
  | 'certificate_mismatch';

/** What is wrong with the DPoP proof (RFC 9449 §4.3). */
export type ProofDefect =
  | 'proof_missing'
  | 'proof_malformed'
  | 'proof_signature'
  | 'proof_mismatch'
  | 'proof_stale'
  | 'proof_replayed';

/** What has to answer before a request may be served, and could not. */
export type Outage = 'keys_unavailable' | 'marks_unavailable' | 'introspection_unavailable';
