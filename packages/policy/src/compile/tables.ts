import type { CandidateIndex } from '../candidates/candidate-index.ts';
import type { Condition } from '../condition/condition.ts';
import type { GatewayDefaults, TrustedIssuer, TrustedTarget } from '../trust.ts';
import type { CompiledAllow, CompiledDeny, CompiledMapping } from './mapping.ts';

/** An issuer with its guard. */
export interface CompiledIssuer extends TrustedIssuer {
  readonly require?: Condition;
}

/** The inside of a compiled trust. */
export interface TrustRules {
  readonly gateway: GatewayDefaults;
  readonly issuers: ReadonlyMap<string, CompiledIssuer>;
  readonly targets: ReadonlyMap<string, TrustedTarget>;
  readonly mappings: ReadonlyMap<string, CompiledMapping>;
  /** Targets by what a caller may write in `audience`, and in `resource`. */
  readonly byAudience: ReadonlyMap<string, TrustedTarget>;
  readonly byResource: ReadonlyMap<string, TrustedTarget>;
  readonly allows: CandidateIndex<CompiledAllow>;
  readonly denies: CandidateIndex<CompiledDeny>;
}
