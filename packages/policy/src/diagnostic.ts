import type { Fix } from './fix/fix.ts';

/** Something to say about a document, at the place it is about. */
export interface Diagnostic {
  readonly severity: 'error' | 'warning' | 'info';
  /** Stable: a lint rule's id, or `syntax`, `unknown-member`, `schema`, `duplicate-id`, … */
  readonly rule: string;
  readonly position: Position;
  /** What is wrong. */
  readonly message: string;
  /** What was probably meant, or how to mend it. */
  readonly hint?: string;
  /** How it can be mended without asking anybody; `applyFixes` does it. */
  readonly fix?: Fix;
  /** The document, as `Mapping/shop-deploy-prod`, where it got as far as having an id. */
  readonly document?: string;
}

/** Where, counted from 1. */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}
