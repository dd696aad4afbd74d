import type { VerifiedIdentity } from '@cambio/claims';
import type { Actor, EpochSeconds, JsonObject } from '@cambio/oauth';

/** All a decision depends on, besides the compiled trust. Same inputs, same decision. */
export interface DecisionInput {
  readonly subject: VerifiedIdentity;
  readonly actor?: VerifiedIdentity;
  readonly request: DecisionRequest;
  readonly now: EpochSeconds;
}

export type BindingKind = 'none' | 'dpop' | 'mtls';

export interface DecisionRequest {
  /** A target's audience or id, as the caller wrote it. */
  readonly audience?: string;
  /** A target's audience or one of its resources, as the caller wrote it. */
  readonly resource?: string;
  /** Asked scopes; absent: the mapping's own. */
  readonly scopes?: readonly string[];
  /** Consider only this mapping. */
  readonly mapping?: string;
  readonly binding: BindingKind;
  readonly client?: string;
  readonly ip?: string;
}

export type Decision = Allow | Deny;

export interface Allow {
  readonly outcome: 'allow';
  readonly mapping: string;
  /** The target's id. */
  readonly target: string;
  /** The `aud` of the token to issue. */
  readonly audience: string;
  readonly scopes: readonly string[];
  /** The `sub` of the token to issue. */
  readonly subject: string;
  readonly actor?: Actor;
  /** What the mapping's templates add. */
  readonly claims: JsonObject;
  /** Seconds, within the target's and the gateway's bounds; the subject token's own `exp` still bounds it for `self`. */
  readonly lifetime: number;
  /** The signing algorithm the target asks for; absent: the gateway's default. */
  readonly algorithm?: string;
}

/** Why a request was denied: closed and stable. Listed in the order the checks run. */
export const DENY_REASONS = [
  'unknown_issuer',
  'issuer_disabled',
  'unknown_target',
  'ambiguous_target',
  'target_mismatch',
  'issuer_condition',
  'actor_issuer_condition',
  'actor_is_delegated',
  'denied_by_mapping',
  'no_mapping',
  'mapping_disabled',
  'mapping_not_yet_valid',
  'mapping_expired',
  'claim_mismatch',
  'condition_false',
  'condition_error',
  'actor_required',
  'actor_not_allowed',
  'actor_mismatch',
  'may_act_mismatch',
  'delegation_too_deep',
  'scope_not_granted',
  'binding_required',
  'template_claim_missing',
] as const;

export type DenyReason = (typeof DENY_REASONS)[number];

export interface Deny {
  readonly outcome: 'deny';
  readonly reason: DenyReason;
  /** The target's id, where one was found. */
  readonly target?: string;
  /** The deny mapping that matched, or the nearest miss. */
  readonly mapping?: string;
}
