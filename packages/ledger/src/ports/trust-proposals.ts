import type { JsonValue, Result } from '@cambio/oauth';
import type { Unavailable } from '@cambio/sts';
import type { RevisionConflict, RevisionSummary, SourceText } from './trust-history.ts';

/** A change of trust that waits for somebody else, or waited. */
export interface ProposalSummary {
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly author: string;
  readonly reason: string;
  /** What it would change in effect, one JSON object each. Opaque here. */
  readonly changes: readonly JsonValue[];
  /** The revision it was made from; absent: there was none. */
  readonly base?: string;
  readonly state: ProposalState;
  /** Of one that is no longer open. */
  readonly decided?: { readonly at: number; readonly by: string; readonly reason: string };
}

export type ProposalState = 'open' | 'approved' | 'rejected' | 'withdrawn';

export interface StoredProposal extends ProposalSummary {
  readonly sources: readonly SourceText[];
}

export type NewProposal = Omit<StoredProposal, 'at' | 'state' | 'decided'>;

/** Who settles a proposal, and why. */
export interface Verdict {
  readonly by: string;
  readonly reason: string;
}

/** It was settled before, or never there. */
export type ProposalClosed = 'proposal_closed';

/** Every proposal, for good. Knows nothing of who may settle one. */
export interface TrustProposals {
  add(proposal: NewProposal): Promise<Result<ProposalSummary, Unavailable>>;
  get(id: string): Promise<Result<StoredProposal | undefined, Unavailable>>;
  /** The newest first; those that come after `before`, where it is given. */
  list(page: {
    readonly limit: number;
    readonly before?: string;
    readonly state?: ProposalState;
  }): Promise<Result<readonly ProposalSummary[], Unavailable>>;
  /** Makes it a revision if its base is still the latest, and settles it: both or neither, and once. */
  approve(
    id: string,
    verdict: Verdict,
  ): Promise<Result<RevisionSummary, Unavailable | ProposalClosed | RevisionConflict>>;
  close(
    id: string,
    state: 'rejected' | 'withdrawn',
    verdict: Verdict,
  ): Promise<Result<void, Unavailable | ProposalClosed>>;
}
