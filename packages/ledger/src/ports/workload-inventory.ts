import type { Result } from '@cambio/oauth';
import type { Unavailable } from '@cambio/sts';

/** Names a workload: keys are unique within their issuer. */
export interface WorkloadId {
  /** The issuer's id. */
  readonly issuer: string;
  readonly workload: string;
}

/** Somebody whose tokens were authentic. Times in milliseconds since the epoch. */
export interface SeenWorkload extends WorkloadId {
  /** As it was called last: for people, not for rules. */
  readonly name: string;
  readonly firstSeen: number;
  readonly lastSeen: number;
  /** Exchanges it was the subject of. */
  readonly allowed: number;
  readonly denied: number;
}

/** What a workload was allowed, by which mapping. */
export interface WorkloadUse {
  readonly mapping: string;
  readonly target: string;
  readonly firstSeen: number;
  readonly lastSeen: number;
  readonly count: number;
  /** The scopes it asked for by name; what it is allowed beyond them it may not need. */
  readonly scopes: readonly ScopeUse[];
}

export interface ScopeUse {
  readonly scope: string;
  readonly asked: number;
  readonly lastAsked: number;
}

export interface WorkloadProfile extends SeenWorkload {
  readonly uses: readonly WorkloadUse[];
}

/** Every member given must hold. */
export interface WorkloadPage {
  readonly limit: number;
  /** Only those that come after this one in the list. */
  readonly after?: WorkloadId;
  readonly issuer?: string;
  /** A part of the name, in capitals or not (ASCII). */
  readonly name?: string;
  /** Seen last at this time or later. */
  readonly seenSince?: number;
  /** Seen last before this time. */
  readonly seenBefore?: number;
}

/** What decisions are counted by. */
export interface DecisionCounting {
  /** Milliseconds since the epoch: none of earlier five minutes. */
  readonly since: number;
  /** Milliseconds that are counted together; from five minutes on. */
  readonly step: number;
}

/** Decisions that are alike, in one step. */
export interface DecisionCount {
  /** When the step begins; steps are counted from the epoch. */
  readonly at: number;
  readonly issuer: string;
  readonly outcome: 'allow' | 'deny';
  readonly reason?: string;
  readonly count: number;
}

/** When mappings granted something. Milliseconds since the epoch. */
export interface MappingUse {
  /** How far back it goes: nothing is known of the time before. */
  readonly since: number;
  /** By the mapping's id; absent: never since then. */
  readonly lastUsed: ReadonlyMap<string, number>;
}

/** Somebody whom a mapping granted something. Times in milliseconds since the epoch. */
export interface MappingUser extends WorkloadId {
  readonly name: string;
  readonly target: string;
  readonly firstSeen: number;
  readonly lastSeen: number;
  readonly count: number;
}

export interface MappingUserPage {
  readonly limit: number;
  /** Only those that come after this one in the list. */
  readonly after?: WorkloadId & Pick<MappingUser, 'target'>;
}

/** The scopes that a mapping was asked for, by all workloads together. */
export interface ScopesOfMapping {
  readonly scopes: readonly ScopeUse[];
  /** Whether every workload named its scopes each time, as far as that can be told of sums. */
  readonly alwaysNamed: boolean;
}

/** Every workload that asked, counted from the audit trail some seconds after the fact. */
export interface WorkloadInventory {
  /** In the order of issuers and keys. */
  list(page: WorkloadPage): Promise<Result<readonly SeenWorkload[], Unavailable>>;
  get(id: WorkloadId): Promise<Result<WorkloadProfile | undefined, Unavailable>>;
  /** Those that were seen since then with the most exchanges in all, the busiest first. */
  busiest(seenSince: number, limit: number): Promise<Result<readonly SeenWorkload[], Unavailable>>;
  /** How many decisions there were, step by step: its cost grows with the time that is looked at, and not with their number. */
  countDecisions(counting: DecisionCounting): Promise<Result<readonly DecisionCount[], Unavailable>>;
  /** When each mapping was last of use; `undefined` while nothing was counted. Its cost grows with the mappings alone. */
  mappingUse(): Promise<Result<MappingUse | undefined, Unavailable>>;
  /** Whom a mapping granted something, in the order of issuers, keys and targets. */
  usersOf(mapping: string, page: MappingUserPage): Promise<Result<readonly MappingUser[], Unavailable>>;
  /** In the order of their names. */
  scopesOf(mapping: string): Promise<Result<ScopesOfMapping, Unavailable>>;
  /** Whether there are decisions that were not counted yet. */
  isBehind(): Promise<Result<boolean, Unavailable>>;
  /**
   * Counts up to `limit` decisions that were not counted yet, and gives their number. Takes them and counts them in one
   * transaction: the counts are exact whatever crashes, and whoever does it at the same time.
   */
  takeInventory(limit: number): Promise<Result<number, Unavailable>>;
  /**
   * Forgets who was last seen before a time, and gives their number; and the counts of decisions before it. Who comes
   * again is counted from then on.
   */
  forget(seenBefore: number): Promise<Result<number, Unavailable>>;
}
