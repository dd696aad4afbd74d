import type { JsonValue } from '@cambio/oauth';
import type { Decision, DenyReason } from './decision.ts';

/** A decision with the reasoning kept: every candidate mapping, nearest miss first, bounded in size. */
export interface Explanation {
  readonly decision: Decision;
  /** What stands before any mapping and did not hold: the target, what issuers require of every token, the actor's own. */
  readonly before?: readonly Condition[];
  readonly candidates: readonly Candidate[];
  /** Candidates that were looked at and left out to bound the size. */
  readonly omitted: number;
  /** The one change that would have turned a deny into an allow, where there is a single one. */
  readonly remedy?: string;
}

export interface Candidate {
  readonly mapping: string;
  readonly effect: 'allow' | 'deny';
  /** Why this candidate was not taken; absent when it could have been. */
  readonly reason?: DenyReason;
  readonly selected: boolean;
  readonly conditions: readonly Condition[];
}

/** One thing a mapping demands, and what was found. */
export interface Condition {
  readonly kind:
    | 'issuer'
    | 'target'
    | 'state'
    | 'match'
    | 'when'
    | 'actor'
    | 'scope'
    | 'binding'
    | 'template';
  /** The claim path, the CEL text, the scope, … */
  readonly what: string;
  /** For people: `equals "production"`, `one of "a", "b"`, `starts with "refs/"`. */
  readonly expected: string;
  /** The claim's value, cut to a bounded length; absent when the claim is. */
  readonly found?: JsonValue;
  readonly held: boolean;
}
