export { ADMIN_SCOPES, type AdminScope, adminAudience } from './compile/admin.ts';
export type { CompiledTrust } from './compile/compiled-trust.ts';
export { compileTrust, recompile } from './compile/trust.ts';
export { decide } from './decide/decide.ts';
export {
  type Allow,
  type BindingKind,
  DENY_REASONS,
  type Decision,
  type DecisionInput,
  type DecisionRequest,
  type DenyReason,
} from './decision.ts';
export type { Diagnostic, Position } from './diagnostic.ts';
export { diffTrust } from './diff/diff.ts';
export type { DocumentChange } from './diff/documents.ts';
export { type RecordedDecision, type Replay, startReplay } from './diff/recorded.ts';
export {
  type DocumentKind,
  type DocumentName,
  isDocumentKind,
  type LocatedDocument,
  type TrustDocument,
} from './document/document.ts';
export { durationSchema } from './document/duration.ts';
export { documentJsonSchema } from './document/json-schema.ts';
export type { MappingDocument } from './document/mapping.ts';
export {
  findDocument,
  putDocument,
  removeDocument,
  splitDocuments,
} from './edit/edit.ts';
export { explain } from './explain/explain.ts';
export { supposeIdentity } from './explain/suppose.ts';
export type { Condition, Explanation } from './explanation.ts';
export { applyFixes } from './fix/apply.ts';
export type { Fix } from './fix/fix.ts';
export { adviseSteps, LINT_RULES, lintAt } from './lint/lint.ts';
export {
  emptyTrust,
  type LoadedTrust,
  loadSteps,
  loadTrust,
  reloadSteps,
  reloadTrust,
  type TrustInForce,
} from './load.ts';
export type { RecordedUse, ScopesAsked } from './narrow/evidence.ts';
export { narrow, narrowSteps } from './narrow/narrow.ts';
export { didYouMean } from './nearest.ts';
export { parseSource, parseValue } from './parse/parse.ts';
export type { SourceText } from './parse/source.ts';
export { readPieces, readYaml } from './parse/yaml.ts';
export type { DecisionHistory } from './rules/moment.ts';
export { finish, type Steps } from './steps.ts';
export type {
  GatewayDefaults,
  TrustedIssuer,
} from './trust.ts';
