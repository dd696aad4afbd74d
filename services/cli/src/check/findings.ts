import type { Diagnostic } from '@cambio/policy';

/** All that a check came to. */
export interface Findings {
  /** Errors and warnings in the order of the files, then of their lines. */
  readonly diagnostics: readonly Diagnostic[];
  /** The files that were looked at, settings first. */
  readonly files: readonly string[];
  /** Trust documents that could be read. */
  readonly documents: number;
  /** Inline tests that were run. */
  readonly tests: number;
  readonly failed: boolean;
}
