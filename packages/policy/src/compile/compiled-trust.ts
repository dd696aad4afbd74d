import type { CandidateIndex } from '../candidates/candidate-index.ts';
import type { PersistentMap } from '../candidates/persistent-map.ts';
import type { GatewayDefaults, TrustedIssuer, TrustedMapping, TrustedTarget } from '../trust.ts';
import type {
  AllowTerms,
  CompiledAllow,
  CompiledDeny,
  CompiledIssuer,
  CompiledMapping,
  CompiledTarget,
  DenyTerms,
} from './compiled.ts';
import type { Memo } from './memo.ts';

/** What decisions are made with. */
export interface DecisionTables {
  readonly issuers: ReadonlyMap<string, CompiledIssuer>;
  readonly targets: ReadonlyMap<string, TrustedTarget>;
  readonly mappings: PersistentMap<string, CompiledMapping>;
  /** Targets by what a caller may write in `audience`. */
  readonly byAudience: ReadonlyMap<string, TrustedTarget>;
  /** Targets by what a caller may write in `resource`. */
  readonly byResource: ReadonlyMap<string, TrustedTarget>;
  readonly allows: CandidateIndex<CompiledAllow, AllowTerms>;
  readonly denies: CandidateIndex<CompiledDeny, DenyTerms>;
}

/** The inside of a compiled trust: what decisions are made with, and what the next revision is made from. */
export interface TrustTables extends DecisionTables {
  readonly gateway: GatewayDefaults;
  readonly memo: Memo;
  readonly targets: ReadonlyMap<string, CompiledTarget>;
}

/** One revision of all trust documents, checked and ready to decide with. Immutable; made by `compileTrust` alone. */
export interface CompiledTrust {
  /** By id, `self` among them. */
  readonly issuers: ReadonlyMap<string, TrustedIssuer>;
  /** By id, `admin` among them. */
  readonly targets: ReadonlyMap<string, TrustedTarget>;
  readonly mappings: ReadonlyMap<string, TrustedMapping>;
  /** What decisions are made with: this package's own affair. */
  readonly tables: TrustTables;
}
