export type { Claims } from './claims.ts';
export { type Drift, drift } from './drift.ts';
export { DriftFilter } from './drift-filter.ts';
export type { VerifiedIdentity } from './identity.ts';
export { kindProblem } from './kind.ts';
export { type ClaimPath, lookUp, parseClaimPath } from './path.ts';
export { percentEncode } from './percent.ts';
export {
  type ClaimFact,
  type ClaimType,
  type EventClaim,
  factOf,
  type Profile,
  type ReplayMode,
  SIGNATURE_ALGORITHMS,
  type SignatureAlgorithm,
} from './profile.ts';
export { PROVIDERS, profileOf } from './profiles/index.ts';
export { registeredServices } from './profiles/registered-services.ts';
export { SAMPLES, sampleClaims } from './samples/index.ts';
export type { RefusalReason, TokenRefusal, VerifiedToken } from './verification.ts';
export type { Workload } from './workload.ts';
