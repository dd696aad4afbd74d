import type { RefusalReason } from '@cambio/claims';
import type { DenyReason } from '@cambio/policy';

/** Why a service was not authenticated. The reason is for the log alone: every one is answered alike. */
export type ClientRefusal =
  | {
      readonly kind: 'unauthenticated';
      readonly reason:
        | 'no_services'
        | 'shared_secret'
        | 'assertion_malformed'
        | 'assertion_of_another'
        | 'assertion_replayed'
        | Exclude<RefusalReason, 'keys_unavailable'>
        | DenyReason;
    }
  /** It authenticates in more than one way (RFC 6749 §2.3). */
  | { readonly kind: 'several_credentials' }
  /** One token was sent both to authenticate the service and to be exchanged. */
  | { readonly kind: 'token_in_two_roles' }
  | { readonly kind: 'unavailable'; readonly outage: 'upstream_keys_unavailable' | 'marks_unavailable' };
