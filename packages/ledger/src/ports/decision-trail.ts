import type { Result } from '@cambio/oauth';
import type { Decisions, Unavailable } from '@cambio/sts';
import type { StoredDecision } from '../decision-body.ts';

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
