import type { ClaimPath } from '@cambio/claims';
import type { JsonValue } from '@cambio/oauth';

/** Types of claims that can stand in text. */
export type TextType = 'string' | 'number' | 'boolean';

/** A claim to insert into text, and the type it must have: "1" and 1 must not look the same. */
export interface Placeholder {
  readonly path: ClaimPath;
  readonly type: TextType;
}

/** A compiled text: literals around placeholders, one more literal than placeholders. */
export interface TextTemplate {
  readonly text: string;
  readonly literals: readonly string[];
  readonly placeholders: readonly Placeholder[];
}

/** A compiled claim value. */
export type ValueTemplate =
  | { readonly kind: 'literal'; readonly value: JsonValue }
  /** Exactly one placeholder: the claim as it is, whatever its type. */
  | { readonly kind: 'copy'; readonly path: ClaimPath }
  | { readonly kind: 'text'; readonly template: TextTemplate }
  | { readonly kind: 'list'; readonly items: readonly ValueTemplate[] }
  | { readonly kind: 'members'; readonly members: readonly (readonly [string, ValueTemplate])[] };
