export type { Allow, BindingKind, Decision, DecisionInput, DecisionRequest, Deny, DenyReason } from './decision.ts';
export type { Candidate, Condition, Explanation } from './explanation.ts';
export type { KeySource, TrustedIssuer } from './trust.ts';
