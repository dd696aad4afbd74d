import type { ClaimPath } from '@cambio/claims';
import type { JsonValue } from '@cambio/oauth';
import type { Scalar } from '../document/matcher-form.ts';
import type { Glob } from './glob.ts';
import type { Regex } from './regex.ts';

/** A compiled matcher: what one claim must be. */
export type Matcher =
  | { readonly kind: 'equals'; readonly value: Scalar }
  | { readonly kind: 'oneOf'; readonly values: ReadonlySet<Scalar> }
  | { readonly kind: 'prefix'; readonly prefix: string }
  | { readonly kind: 'glob'; readonly pattern: string; readonly glob: Glob }
  | { readonly kind: 'regex'; readonly pattern: string; readonly regex: Regex }
  | { readonly kind: 'contains'; readonly value: Scalar }
  | { readonly kind: 'exists'; readonly present: boolean }
  | { readonly kind: 'not'; readonly inner: Matcher };

/** One entry of a `match`: a claim and what it must be. */
export interface ClaimCondition {
  readonly path: ClaimPath;
  readonly matcher: Matcher;
}

/**
 * Whether a claim is what a matcher demands. A missing claim (`undefined`) satisfies `exists: false` alone. Types
 * never convert: "1" is not 1.
 */
export function holds(matcher: Matcher, found: JsonValue | undefined): boolean {
  if (matcher.kind === 'exists') return (found !== undefined) === matcher.present;
  if (found === undefined) return false;
  switch (matcher.kind) {
    case 'equals':
      return found === matcher.value;
    case 'oneOf':
      return isScalar(found) && matcher.values.has(found);
    case 'prefix':
      return typeof found === 'string' && found.startsWith(matcher.prefix);
    case 'glob':
      return typeof found === 'string' && matcher.glob.matches(found);
    case 'regex':
      return typeof found === 'string' && matcher.regex.matches(found);
    case 'contains':
      return Array.isArray(found) && found.includes(matcher.value);
    case 'not':
      return !holds(matcher.inner, found);
  }
}

export function isScalar(value: JsonValue | undefined): value is Scalar {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

/** What a matcher demands, for people: `equals "production"`, `starts with "refs/"`. */
export function describeMatcher(matcher: Matcher): string {
  switch (matcher.kind) {
    case 'equals':
      return `equals ${JSON.stringify(matcher.value)}`;
    case 'oneOf':
      return `is one of ${listed(matcher.values)}`;
    case 'prefix':
      return `starts with ${JSON.stringify(matcher.prefix)}`;
    case 'glob':
      return `matches the glob ${JSON.stringify(matcher.pattern)}`;
    case 'regex':
      return `matches /${matcher.pattern}/ as a whole`;
    case 'contains':
      return `contains ${JSON.stringify(matcher.value)}`;
    case 'exists':
      return matcher.present ? 'is present' : 'is absent';
    case 'not':
      return `is present, and not: ${describeMatcher(matcher.inner)}`;
  }
}

const LISTED = 8;

function listed(values: ReadonlySet<Scalar>): string {
  const shown = [...values].slice(0, LISTED).map((value) => JSON.stringify(value));
  const more = values.size - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ');
}
