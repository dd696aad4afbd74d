import type { JsonValue, Result } from '@cambio/oauth';
import type { Unavailable } from '@cambio/sts';

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
  /** What it changed in effect, one JSON object each. Opaque here. */
  readonly changes: readonly JsonValue[];
}

/** A revision with all its documents, in the order they were given. */
export interface StoredRevision extends RevisionSummary {
  readonly sources: readonly SourceText[];
}

export interface NewRevision {
  readonly sources: readonly SourceText[];
  readonly author: string;
  readonly reason: string;
  /** What it changes in effect; absent: nothing. */
  readonly changes?: readonly JsonValue[];
  /** The revision this one was made from; absent: there must be none yet. */
  readonly expected: string | undefined;
}

/** Somebody else was faster: `latest` is the revision now in force. */
export interface RevisionConflict {
  readonly reason: 'revision_conflict';
  readonly latest: string | undefined;
}

/** Every revision of the trust documents, whole. Knows nothing of what they say. */
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
  /** Forgets the revisions that were no longer in force at a time, and gives their number. */
  forget(replacedBefore: number): Promise<Result<number, Unavailable>>;
}
