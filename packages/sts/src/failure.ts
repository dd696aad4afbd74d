import type { RefusalReason, TokenRefusal } from '@cambio/claims';
import type { DecisionId } from '@cambio/oauth';
import type { DenyReason, Explanation } from '@cambio/policy';
import type { BindingRefusal } from './ports.ts';

/** What can be wrong with the request itself, before any token is looked at. */
export type RequestDefect =
  | 'parameter_missing'
  | 'parameter_repeated'
  | 'parameter_malformed'
  | 'token_type_unsupported'
  | 'requested_token_type_unsupported'
  | 'actor_token_type_missing'
  | 'actor_token_missing'
  | 'target_repeated'
  | 'resource_malformed'
  | 'scope_malformed';

/** What a recorded exchange can fail for: the stable `reason` codes. */
export type ExchangeFailureReason =
  | RefusalReason
  | `actor_${RefusalReason}`
  | DenyReason
  | BindingRefusal['reason']
  | 'replayed'
  | 'keys_unavailable'
  | 'marks_unavailable'
  | 'signer_unavailable';

/** Why an exchange gave no token. One exhaustive switch (`wire.ts`) turns it into an answer. */
export type ExchangeFailure =
  /** The request is not well formed: nothing was verified, nothing recorded. */
  | { readonly kind: 'request'; readonly defect: RequestDefect; readonly parameter: string }
  /** The subject token's signature did not verify: one answer for all reasons, nothing recorded. */
  | { readonly kind: 'unauthentic'; readonly refusal: TokenRefusal }
  /** A recorded denial. */
  | {
      readonly kind: 'denied';
      readonly decision: DecisionId;
      readonly reason: ExchangeFailureReason;
      readonly detail: string;
      readonly explanation?: Explanation;
    }
  /** A store or key could not answer. */
  | {
      readonly kind: 'unavailable';
      readonly what: 'upstream keys' | 'marks' | 'signer' | 'ledger';
      readonly decision?: DecisionId;
    };
