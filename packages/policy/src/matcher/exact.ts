import type { Scalar } from '../document/matcher-form.ts';
import type { Matcher } from './matcher.ts';

/** Whether a matcher holds a claim to one value, or to a list of them. */
export function isExact({ kind }: Matcher): boolean {
  return kind === 'equals' || kind === 'oneOf';
}

/** The values that a matcher holds a claim to; `undefined` where it leaves more than a list of them. */
export function exactValuesOf(matcher: Matcher): readonly Scalar[] | undefined {
  if (matcher.kind === 'equals') return [matcher.value];
  return matcher.kind === 'oneOf' ? [...matcher.values] : undefined;
}

/** Whether a matcher holds for an absent claim, and for no other. */
export function isAbsence(matcher: Matcher): boolean {
  return matcher.kind === 'exists' && !matcher.present;
}
