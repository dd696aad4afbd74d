import type { Scalar } from '../document/matcher-form.ts';

/** The way to a member of a document. */
type Way = readonly (string | number)[];

/**
 * An edit of one document that mends what a diagnostic is about, as data. It has its mapping let in no other workload, and
 * grant no more. Which of several mappings is taken may change with it.
 */
export type Fix =
  /** Gives a member another name. */
  | { readonly kind: 'rename'; readonly path: Way; readonly name: string }
  /** Writes another value where a plain one stands. */
  | { readonly kind: 'set'; readonly path: Way; readonly value: string }
  /** Writes a value, or a list, in the place of a member's own, whatever that is; or adds the member to those around it. */
  | { readonly kind: 'put'; readonly path: Way; readonly value: Scalar | readonly Scalar[] }
  /** Writes other members in the place of one. */
  | { readonly kind: 'replace'; readonly path: Way; readonly members: Readonly<Record<string, string>> }
  /** Takes a member or an entry of a list out; the last one with what it was in. */
  | { readonly kind: 'remove'; readonly path: Way };
