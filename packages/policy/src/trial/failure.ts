import type { MemberPath } from '../document/document.ts';

/** Why an inline test fails. */
export interface TrialFailure {
  /** The member of the test it is about. */
  readonly path: MemberPath;
  readonly message: string;
  readonly hint?: string | undefined;
}
