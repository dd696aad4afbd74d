import type { DenyReason } from './decision.ts';

/** Why a request was denied, for people. In a file of its own, so that whoever tells people need not load the compiler. */
export const DENIAL_WORDS: Readonly<Record<DenyReason, string>> = {
  unknown_issuer: 'no Issuer document is for this token',
  issuer_disabled: 'the Issuer of this token is disabled',
  unknown_target: 'no target has this name, or it is disabled',
  ambiguous_target: 'more than one target could be meant; name one',
  target_mismatch: 'audience and resource name different targets',
  issuer_condition: 'the token is not one the Issuer document lets in',
  actor_issuer_condition: "the actor's token is not one its Issuer document lets in",
  actor_is_delegated: "the actor's token says that somebody else acts or may act for it",
  denied_by_mapping: 'a mapping that denies is for this workload',
  no_mapping: 'no mapping is for this issuer and target',
  mapping_disabled: 'the mapping for this workload is disabled',
  mapping_not_yet_valid: 'the mapping for this workload is not in force yet',
  mapping_expired: 'the mapping for this workload has expired',
  claim_mismatch: 'no mapping is for a workload with these claims',
  condition_false: 'the mapping for this workload has a condition that does not hold',
  condition_error: 'the mapping for this workload has a condition that could not be evaluated',
  actor_required: 'the mapping wants somebody who acts for this workload',
  actor_not_allowed: 'nobody may act for this workload',
  actor_mismatch: 'the actor is not one that may act for this workload',
  may_act_mismatch: 'the token says that somebody else may act for it',
  delegation_too_deep: 'more actors stand one behind the other than the mapping allows',
  scope_not_granted: 'no mapping for this workload grants every scope that was asked for',
  binding_required: 'the token has to be bound to a key, and none was shown',
  template_claim_missing: 'a claim that the issued token would be made of is not there',
};
