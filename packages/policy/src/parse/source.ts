/** A file of trust documents as text, YAML or JSON. */
export interface SourceText {
  /** Names the file in diagnostics. */
  readonly path: string;
  readonly text: string;
}

/** What one file may be. Past any of these it is refused unread: no honest file is near. */
export const SOURCE_LIMITS = {
  /** UTF-16 code units. */
  length: 4 * 1024 * 1024,
  documents: 10_000,
  /** Collections within collections. */
  depth: 24,
} as const;
