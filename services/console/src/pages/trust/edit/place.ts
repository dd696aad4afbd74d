/** Where in a document a cursor is, as far as completion needs to know. */
export interface CursorPlace {
  /** The members around it, the outermost first; entries of lists have no step. */
  readonly path: readonly string[];
  /** What is being written: a member's name, a value, or an entry of a list, which may be either. */
  readonly at: 'name' | 'value' | 'entry';
  /** Where what is being written begins. */
  readonly from: number;
}
