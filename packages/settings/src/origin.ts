import type { Position } from '@cambio/policy';

/** Where a setting's value came from. Later kinds win. */
export type Origin =
  | { readonly kind: 'default' }
  | { readonly kind: 'file'; readonly position: Position }
  | { readonly kind: 'environment'; readonly variable: string }
  | { readonly kind: 'flag'; readonly flag: string };

/** An origin as the place a diagnostic points at. */
export function positionOf(origin: Origin): Position {
  switch (origin.kind) {
    case 'file':
      return origin.position;
    case 'environment':
      return { file: `environment variable ${origin.variable}`, line: 1, column: 1 };
    case 'flag':
      return { file: `flag ${origin.flag}`, line: 1, column: 1 };
    case 'default':
      return { file: 'defaults', line: 1, column: 1 };
  }
}
