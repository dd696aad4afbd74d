import type { RefusalReason, TokenRefusal } from '@cambio/claims';
import type { DecisionId } from '@cambio/oauth';
import type { Condition, DenyReason } from '@cambio/policy';
import type { BindingRefusal } from './possession.ts';

/** What can be wrong with the request itself, before any token is looked at. */
export type RequestDefect =
  | 'parameter_missing'
  | 'parameter_repeated'
  | 'token_type_unsupported'
  | 'requested_token_type_unsupported'
  | 'actor_token_type_missing'
  | 'actor_token_missing'
  | 'target_repeated'
  | 'resource_malformed'
  | 'scope_malformed';

/** What a token cannot be issued without: a store or key that had to answer and could not, a clock to rely on, room. */
export type Outage =
  | 'upstream_keys_unavailable'
  | 'marks_unavailable'
  | 'signer_unavailable'
  | 'ledger_unavailable'
  | 'clock_unsettled'
  | 'overloaded';

/** Why a token of this gateway is good for nothing any more, although its signature and times hold. */
export type LapsedToken = 'token_unknown' | 'token_revoked' | 'token_no_longer_granted';

/** A refusal that says something about the token, not about its issuer's keys. */
export type RefusedToken = Exclude<RefusalReason, 'keys_unavailable'> | LapsedToken;

/** What a recorded exchange can fail for: the stable `reason` codes. */
export type DenialReason =
  | RefusedToken
  | `actor_${RefusedToken}`
  | 'actor_is_subject'
  | DenyReason
  | Exclude<BindingRefusal['reason'], 'marks_unavailable'>
  | 'key_not_proven'
  | 'replayed'
  | 'rate_limited';

/** Why an exchange gave no token. One exhaustive switch (`wire.ts`) turns it into an answer. */
export type ExchangeFailure = MalformedRequest | Unauthentic | Denied | Interrupted;

export interface MalformedRequest {
  readonly kind: 'request';
  readonly defect: RequestDefect;
  readonly parameter: string;
}

/** The subject token's signature did not verify: one answer for all reasons, and nothing recorded. */
export interface Unauthentic {
  readonly kind: 'unauthentic';
  readonly refusal: TokenRefusal;
}

/** A recorded denial. */
export interface Denied {
  readonly kind: 'denied';
  readonly decision: DecisionId;
  readonly reason: DenialReason;
  /** The nearest miss's failed conditions, where the issuer's document lets callers know them. */
  readonly conditions?: readonly Condition[];
  /** Seconds after which the same may be tried again, with the same token: it has not been used up. */
  readonly retryAfter?: number;
}

/** A failure that is not the caller's. No token; recorded where there was a subject to record and a ledger to record it. */
export interface Interrupted {
  readonly kind: 'interrupted';
  readonly decision?: DecisionId;
  readonly outage: Outage;
}
