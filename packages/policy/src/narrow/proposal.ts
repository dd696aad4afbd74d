import type { Fix } from '../fix/fix.ts';

/** A change that makes a mapping narrower. */
export interface Narrower {
  /** The member it is about: `grant.scopes`, `match.ref`. */
  readonly member: string;
  /** What is no longer so, for people. */
  readonly text: string;
  /** What in the record says that nobody needs it. */
  readonly because: string;
}

/** Something that stays as wide as it is, although narrower would be safer. */
export interface Left {
  readonly member: string;
  readonly because: string;
}

/** A change with the edits that make it; to be made in their order. */
export interface Proposal extends Narrower {
  readonly fixes: readonly Fix[];
}

/** What one look at the evidence found. */
export interface Found {
  readonly proposals: readonly Proposal[];
  readonly left: readonly Left[];
}

export const NOTHING: Found = { proposals: [], left: [] };

export function propose(...proposals: readonly Proposal[]): Found {
  return { proposals, left: [] };
}

export function leave(member: string, because: string): Found {
  return { proposals: [], left: [{ member, because }] };
}
