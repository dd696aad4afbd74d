import type { Result } from '@cambio/oauth';
import type { Decisions, IssuedTokens, Revocations, Unavailable } from '@cambio/sts';
import type { StoredDecision } from './decision-body.ts';

/**
 * What must survive: the trust and its history, the audit trail, issued tokens while they live, revocations, and the
 * signing keys. Same promises on every store.
 */
export interface Ledger {
  readonly trust: TrustHistory;
  readonly decisions: DecisionTrail;
  readonly issued: IssuedTokenStore;
  readonly revocations: Revocations;
  readonly keys: KeyRecords;
  /** Whether the store answers. */
  ping(): Promise<Result<void, Unavailable>>;
  /** Writes what was handed in before, then lets go of the store. Whatever is asked later is `unavailable`. */
  close(): Promise<void>;
}

/** A trust document as it was written. */
export interface SourceText {
  readonly path: string;
  readonly text: string;
}

/** Who made a revision, when and why. */
export interface RevisionSummary {
  /** `r1`, `r2`, …: each one higher than the one before. */
  readonly revision: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly author: string;
  readonly reason: string;
}

/** A revision with all its documents, in the order they were given. */
export interface StoredRevision extends RevisionSummary {
  readonly sources: readonly SourceText[];
}

export interface NewRevision {
  readonly sources: readonly SourceText[];
  readonly author: string;
  readonly reason: string;
  /** The revision this one was made from; absent: there must be none yet. */
  readonly expected: string | undefined;
}

/** Somebody else was faster: `latest` is the revision now in force. */
export interface RevisionConflict {
  readonly reason: 'revision_conflict';
  readonly latest: string | undefined;
}

/** Every revision of the trust documents, whole and for good. Knows nothing of what they say. */
export interface TrustHistory {
  latest(): Promise<Result<StoredRevision | undefined, Unavailable>>;
  get(revision: string): Promise<Result<StoredRevision | undefined, Unavailable>>;
  /** The newest first; those older than `before`, where it is given. */
  list(page: {
    readonly limit: number;
    readonly before?: string;
  }): Promise<Result<readonly RevisionSummary[], Unavailable>>;
  /**
   * Adds a revision if `expected` is still the latest (compare-and-set). Of any number of concurrent calls with one
   * `expected` exactly one succeeds. Durable before it answers.
   */
  append(revision: NewRevision): Promise<Result<RevisionSummary, Unavailable | RevisionConflict>>;
}

/** What to look for; every member given must hold, compared as exact strings. */
export interface DecisionFilter {
  readonly outcome?: 'allow' | 'deny';
  readonly reason?: string;
  readonly mapping?: string;
  readonly target?: string;
  readonly issuer?: string;
  /** The subject's workload key. */
  readonly workload?: string;
  /** Milliseconds since the epoch: not older than that. */
  readonly since?: number;
}

export interface DecisionPage extends DecisionFilter {
  readonly limit: number;
  /** A decision's id: only those that come after it in the list. An id that isn't kept has none after it. */
  readonly before?: string;
}

/** The audit trail: one record per exchange, written once. A record with an id that is taken is `unavailable`. */
export interface DecisionTrail extends Decisions {
  get(id: string): Promise<Result<StoredDecision | undefined, Unavailable>>;
  /** The newest first. */
  list(page: DecisionPage): Promise<Result<readonly StoredDecision[], Unavailable>>;
}

/** Issued tokens: written with the decisions that allowed them, in one commit. */
export interface IssuedTokenStore extends IssuedTokens {
  /** Forgets the tokens that are dead, and gives their number. */
  sweep(): Promise<Result<number, Unavailable>>;
}

/** A signing key as it is kept: the private half is encrypted text, opaque here. Times in milliseconds since the epoch. */
export interface KeyRecord {
  readonly kid: string;
  readonly algorithm: string;
  readonly state: 'next' | 'active' | 'retired';
  readonly sealed: string;
  readonly createdAt: number;
  readonly activatedAt?: number;
  readonly retiredAt?: number;
}

export interface KeyChange {
  /** The record as it was read. */
  readonly from: KeyRecord;
  /** What it shall be; `kid`, `algorithm` and `createdAt` stay as they are. */
  readonly to: KeyRecord;
}

/** Signing keys. Of one algorithm there is at most one `next` and one `active` key. Durable before it answers. */
export interface KeyRecords {
  /** All of them, the oldest first. */
  list(): Promise<Result<readonly KeyRecord[], Unavailable>>;
  /** `exists` where the `kid`, or the state for the algorithm, is taken: of concurrent calls one is `inserted`. */
  insertIfAbsent(key: KeyRecord): Promise<Result<'inserted' | 'exists', Unavailable>>;
  /** Makes all changes, in order, or none: `stale` where a record is no longer as it was read. */
  update(changes: readonly KeyChange[]): Promise<Result<'updated' | 'stale', Unavailable>>;
}
