/** The tables, as the query builder sees them. Times in milliseconds since the epoch. */
export interface Schema {
  readonly migration: MigrationTable;
  readonly trust_revision: TrustRevisionTable;
  readonly trust_document: TrustDocumentTable;
  readonly trust_text: TrustTextTable;
  readonly trust_proposal: TrustProposalTable;
  readonly trust_proposal_document: TrustProposalDocumentTable;
  readonly idempotent_request: IdempotentRequestTable;
  readonly decision: DecisionTable;
  readonly audit_chain: AuditChainTable;
  readonly audit_checkpoint: AuditCheckpointTable;
  readonly trail_cursor: TrailCursorTable;
  readonly revocation: RevocationTable;
  readonly workload: WorkloadTable;
  readonly workload_use: WorkloadUseTable;
  readonly workload_scope: WorkloadScopeTable;
  readonly mapping_use: MappingUseTable;
  readonly decision_count: DecisionCountTable;
  readonly signing_key: SigningKeyTable;
  readonly lease: LeaseTable;
  readonly replica: ReplicaTable;
  readonly login_record: LoginRecordTable;
}

interface MigrationTable {
  readonly name: string;
  readonly applied_at: number;
}

interface TrustRevisionTable {
  readonly number: number;
  readonly at: number;
  readonly author: string;
  readonly reason: string;
  /** JSON: what changed in effect. */
  readonly changes: string;
}

interface TrustDocumentTable {
  readonly revision: number;
  /** From 0, in the order given. */
  readonly position: number;
  readonly path: string;
  readonly digest: string;
}

/** A document's text, once however many revisions it is in. */
interface TrustTextTable {
  /** Hex SHA-256 of the text. */
  readonly digest: string;
  readonly text: string;
}

/** A change that waits for somebody else to approve it, or waited. */
export interface TrustProposalTable {
  readonly id: string;
  readonly at: number;
  readonly author: string;
  readonly reason: string;
  /** JSON: what it would change in effect. */
  readonly changes: string;
  /** The revision it was made from; null where there was none. */
  readonly base: string | null;
  readonly state: string;
  readonly decided_at: number | null;
  readonly decided_by: string | null;
  readonly decided_reason: string | null;
}

interface TrustProposalDocumentTable {
  readonly proposal: string;
  readonly position: number;
  readonly path: string;
  readonly digest: string;
}

/** A request that is done once, and its answer when it is done. */
interface IdempotentRequestTable {
  readonly id: string;
  /** Digest of all that was sent. */
  readonly request: string;
  readonly at: number;
  readonly answer: string | null;
}

/** What decisions are searched and counted by, beside the record itself as JSON, and the token that was issued by it. */
export interface DecisionTable extends TokenColumns {
  readonly id: string;
  readonly at: number;
  readonly outcome: string;
  readonly reason: string | null;
  readonly mapping: string | null;
  readonly target: string | null;
  readonly issuer: string;
  readonly workload: string;
  /** What its platform called the workload, for people. */
  readonly name: string;
  /** With spaces between; null where none were named. */
  readonly asked_scopes: string | null;
  /** The chain the record is written on, its place there (from 1), and the hash over it and all before it. */
  readonly chain: string;
  readonly seq: number;
  readonly hash: string;
  readonly body: string;
}

/**
 * What revocations cover a token by, besides what its decision has, and what more there is to it. All null where none was
 * issued. No part of the record, so no hash is over it.
 */
export interface TokenColumns {
  readonly jti: string | null;
  readonly expires_at: number | null;
  readonly client: string | null;
  readonly task: string | null;
  readonly actor_issuer: string | null;
  readonly actor_workload: string | null;
  readonly actor_task: string | null;
  /** JSON: what the record does not say of the token; null again once that is erased. */
  readonly token: string | null;
  /** From when on that is erased, since it has claims that the record may not keep; null where it has none. */
  readonly erase_at: number | null;
}

/** A chain of records. One process at a time writes on it. */
export interface AuditChainTable {
  readonly id: string;
  readonly started_at: number;
  /** The last record that retention has removed or may remove, and its hash; 0 and the genesis while it may remove none. */
  readonly base_seq: number;
  readonly base_hash: string;
  /** The last record there is. Moves with every commit, from where the writer left it or not at all. */
  readonly head_seq: number;
  readonly head_hash: string;
  /** The process that writes, and until when no other takes the chain over. */
  readonly writer: string;
  readonly held_until: number;
}

interface AuditCheckpointTable {
  readonly number: number;
  readonly at: number;
  readonly body: string;
}

/** How far somebody who reads every record has come on a chain. */
interface TrailCursorTable {
  readonly consumer: string;
  readonly chain: string;
  readonly seq: number;
}

export interface RevocationTable {
  readonly id: string;
  readonly at: number;
  readonly selected_by: string;
  /** Empty where everything is selected. */
  readonly value: string;
  /** Covers what was issued until then. */
  readonly issued_until: number;
  readonly author: string;
  readonly reason: string;
}

/** Somebody whose tokens were authentic. */
export interface WorkloadTable {
  readonly issuer: string;
  readonly workload: string;
  /** As it was called last. */
  readonly name: string;
  readonly first_seen: number;
  readonly last_seen: number;
  readonly allowed: number;
  readonly denied: number;
}

/** What a workload was allowed, by which mapping. */
export interface WorkloadUseTable {
  readonly issuer: string;
  readonly workload: string;
  readonly mapping: string;
  readonly target: string;
  readonly first_seen: number;
  readonly last_seen: number;
  readonly count: number;
}

/** When a mapping granted something last. */
export interface MappingUseTable {
  readonly mapping: string;
  readonly last_used: number;
}

/** A scope a workload asked for when it was allowed. */
export interface WorkloadScopeTable {
  readonly issuer: string;
  readonly workload: string;
  readonly mapping: string;
  readonly target: string;
  readonly scope: string;
  readonly asked: number;
  readonly last_asked: number;
}

/** Decisions of five minutes, alike. */
export interface DecisionCountTable {
  /** When the five minutes begin. */
  readonly at: number;
  readonly issuer: string;
  readonly outcome: string;
  /** Empty where none is told. */
  readonly reason: string;
  readonly count: number;
}

export interface SigningKeyTable {
  readonly kid: string;
  readonly algorithm: string;
  readonly state: string;
  readonly sealed: string;
  readonly created_at: number;
  readonly activated_at: number | null;
  readonly retired_at: number | null;
}

/** Who alone does something, and until when. */
interface LeaseTable {
  readonly name: string;
  readonly holder: string;
  readonly until: number;
}

/** A process of the gateway, as it told of itself last. */
export interface ReplicaTable {
  readonly id: string;
  readonly version: string;
  readonly revision: string;
  readonly started_at: number;
  readonly seen_at: number;
}

/** What a person's log-in leaves between its steps. */
export interface LoginRecordTable {
  readonly kind: string;
  readonly key: string;
  readonly alias: string | null;
  /** What is withdrawn together. */
  readonly login: string | null;
  /** JSON. */
  readonly body: string;
  readonly expires_at: number;
  readonly consumed_at: number | null;
}
