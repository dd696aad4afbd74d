import type { DenyReason } from '@cambio/policy';
import type { DenialReason, RefusedToken } from './failure.ts';

/**
 * Why an exchange was denied that no policy was asked about, for people; policy has words for its own reasons. In a file of
 * its own, so that whoever tells people need not load the exchange.
 */
export const EXCHANGE_DENIAL_WORDS: Readonly<
  Record<Exclude<DenialReason, DenyReason | `actor_${RefusedToken}`>, string>
> = {
  token_too_large: 'the token is longer than the limit',
  malformed_token: 'the token is no JWT',
  duplicate_member: 'a member comes twice in the token',
  nesting_too_deep: 'the claims of the token are nested too deep',
  imprecise_number: 'a number of the token cannot be read exactly',
  unsupported_type: 'the typ of the token is not one its issuer makes',
  unsupported_algorithm: 'the algorithm of the token is not accepted',
  critical_header: 'the token demands an extension',
  unknown_key: 'the issuer publishes no key for this token',
  invalid_signature: 'the signature of the token does not verify',
  claim_missing: 'the token lacks a claim that it must have',
  claim_malformed: 'a claim of the token has the wrong form',
  wrong_audience: 'the token is for somebody else',
  token_expired: 'the token has expired',
  token_not_yet_valid: 'the token is from the future',
  token_too_old: 'the token was issued too long ago',
  token_lifetime_too_long: 'the token lives too long',
  wrong_token_kind: "the token is not of the kind that it is called, or not a workload's",
  token_unknown: 'the gateway has no record of its own token',
  token_revoked: 'the token was revoked',
  token_no_longer_granted: 'today the token would not be issued any more',
  actor_is_subject: 'one token is subject and actor',
  replayed: 'the token has been used already',
  rate_limited: 'the workload, or all of its issuer, asked too often',
  key_not_proven: 'the key that a token is bound to was not shown',
  proof_malformed: 'the DPoP header is no proof',
  proof_signature: 'the signature of the proof does not verify',
  proof_mismatch: 'the proof is for another request',
  proof_stale: 'the proof was not made just now',
  proof_replayed: 'the proof has been used already',
  nonce_missing: 'the proof has no nonce',
  nonce_stale: 'the nonce of the proof is old, or not ours',
};
