/** What a token is for. With nothing said: the only target that any mapping would give. */
export interface Target {
  /** The target, by its audience or id. */
  readonly audience?: string;
  /** The target, by its audience or one of its resources. */
  readonly resource?: string;
  /** Absent: whatever the mapping grants. */
  readonly scopes?: readonly string[];
  /** Consider only this mapping. */
  readonly mapping?: string;
}
