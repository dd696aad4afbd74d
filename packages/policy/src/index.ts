export type {
  Allow,
  BindingKind,
  Decision,
  DecisionInput,
  DecisionRequest,
  Deny,
  DenyReason,
} from './decision.ts';
export type { Diagnostic, Position } from './diagnostic.ts';
export type { Candidate, Condition, Explanation } from './explanation.ts';
export type {
  CompiledTrust,
  KeySource,
  TargetScope,
  TargetToken,
  TrustedIssuer,
  TrustedMapping,
  TrustedTarget,
} from './trust.ts';
