export type { Claims } from './claims.ts';
export type { VerifiedIdentity } from './identity.ts';
export { type ClaimPath, lookUp, parseClaimPath } from './path.ts';
export {
  type ClaimFact,
  type ClaimType,
  type EventClaim,
  factOf,
  type Profile,
  type ReplayMode,
  type SignatureAlgorithm,
  type Stability,
} from './profile.ts';
export type { RefusalReason, TokenRefusal, VerifiedToken } from './verification.ts';
export type { Workload, WorkloadKind, WorkloadSource } from './workload.ts';
