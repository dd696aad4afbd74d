import type { Diagnostic } from '@cambio/policy';

/** All that a check came to. */
export interface Findings {
  /** All but what was mended, in the order of the files, then of their lines. */
  readonly diagnostics: readonly Diagnostic[];
  /** What was mended, where that was asked for. */
  readonly fixed: readonly Diagnostic[];
  /** How many of the diagnostics could be mended. */
  readonly mendable: number;
  /** The files that were looked at, settings first. */
  readonly files: readonly string[];
  /** Trust documents that could be read. */
  readonly documents: number;
  /** Inline tests that were run. */
  readonly tests: number;
  readonly failed: boolean;
}
