import type { RefusalReason } from '@cambio/claims';
import type { DecisionId } from '@cambio/oauth';
import type { DenialReason, ExchangeFailure, Outage, RequestDefect } from '@cambio/sts';

/** A reason with a page of its own, and how an exchange fails for it. */
export interface Documented {
  readonly reason: string;
  readonly failure: ExchangeFailure;
  /** Where the actor token can be at fault as the subject token can: under a code of its own, on the same page. */
  readonly ofActor?: Extract<ExchangeFailure, { readonly kind: 'denied' }>;
}

type OfEither = {
  [Reason in DenialReason]: `actor_${Reason}` extends DenialReason ? Reason : never;
}[DenialReason];

/** Each of these lists is complete: the compiler sees to it. */
const OF_REQUESTS: Readonly<Record<RequestDefect, true>> = {
  parameter_missing: true,
  parameter_repeated: true,
  token_type_unsupported: true,
  requested_token_type_unsupported: true,
  actor_token_type_missing: true,
  actor_token_missing: true,
  target_repeated: true,
  resource_malformed: true,
  scope_malformed: true,
};

/** Whether it is known by then whose subject token it is. */
const OF_EITHER_TOKEN: Readonly<
  Record<Extract<OfEither, RefusalReason>, boolean> & Record<Exclude<OfEither, RefusalReason>, true>
> = {
  token_too_large: false,
  malformed_token: false,
  duplicate_member: false,
  nesting_too_deep: false,
  imprecise_number: false,
  unsupported_type: false,
  unsupported_algorithm: false,
  critical_header: false,
  unknown_issuer: false,
  issuer_disabled: false,
  unknown_key: false,
  invalid_signature: false,
  claim_missing: true,
  claim_malformed: true,
  wrong_audience: true,
  token_expired: true,
  token_not_yet_valid: true,
  token_too_old: true,
  token_lifetime_too_long: true,
  wrong_token_kind: true,
  token_unknown: true,
  token_revoked: true,
  token_no_longer_granted: true,
  issuer_condition: true,
};

const OF_EXCHANGES: Readonly<Record<Exclude<DenialReason, OfEither | `actor_${OfEither}`>, true>> = {
  actor_is_subject: true,
  replayed: true,
  rate_limited: true,
  key_not_proven: true,
  proof_malformed: true,
  proof_signature: true,
  proof_mismatch: true,
  proof_stale: true,
  proof_replayed: true,
  nonce_missing: true,
  nonce_stale: true,
  unknown_target: true,
  ambiguous_target: true,
  target_mismatch: true,
  actor_is_delegated: true,
  denied_by_mapping: true,
  no_mapping: true,
  mapping_disabled: true,
  mapping_not_yet_valid: true,
  mapping_expired: true,
  claim_mismatch: true,
  condition_false: true,
  condition_error: true,
  actor_required: true,
  actor_not_allowed: true,
  actor_mismatch: true,
  may_act_mismatch: true,
  delegation_too_deep: true,
  scope_not_granted: true,
  binding_required: true,
  template_claim_missing: true,
};

const OF_THE_GATEWAY: Readonly<Record<Outage, true>> = {
  upstream_keys_unavailable: true,
  marks_unavailable: true,
  signer_unavailable: true,
  ledger_unavailable: true,
  clock_unsettled: true,
  overloaded: true,
};

export const DOCUMENTED: readonly Documented[] = [
  ...namesOf(OF_REQUESTS).map((defect) => ({
    reason: defect,
    failure: { kind: 'request', defect, parameter: 'subject_token' } as const,
  })),
  ...namesOf(OF_EITHER_TOKEN).map((reason) => ({
    reason,
    failure: isUnauthentic(reason) ? unauthentic(reason) : denied(reason),
    ofActor: denied(`actor_${reason}`),
  })),
  ...namesOf(OF_EXCHANGES).map((reason) => ({ reason, failure: denied(reason) })),
  ...namesOf(OF_THE_GATEWAY).map((outage) => ({
    reason: outage,
    failure: { kind: 'interrupted', outage } as const,
  })),
];

function isUnauthentic(reason: OfEither): reason is Extract<OfEither, RefusalReason> {
  return !OF_EITHER_TOKEN[reason];
}

function unauthentic(reason: RefusalReason): ExchangeFailure {
  return { kind: 'unauthentic', refusal: { reason, detail: 'for the log' } };
}

function denied(reason: DenialReason): Extract<ExchangeFailure, { readonly kind: 'denied' }> {
  const decision = '019bc2f4-7a31-7c52-9d0e-3f6a1b2c4d5e' as DecisionId;
  return { kind: 'denied', decision, reason, ...(reason === 'rate_limited' && { retryAfter: 60 }) };
}

/** The members of a list above: it has no others. */
function namesOf<Name extends string>(list: Readonly<Record<Name, unknown>>): readonly Name[] {
  return Object.keys(list) as Name[];
}
