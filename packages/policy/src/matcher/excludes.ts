import type { ClaimPath } from '@cambio/claims';
import { exactValuesOf, isAbsence } from './exact.ts';
import { type ClaimCondition, holds, type Matcher } from './matcher.ts';
import { isSamePlace } from './place.ts';

/** Whether no token can satisfy both of two matches. What it cannot tell, it takes to be possible. */
export function excludesAny(some: readonly ClaimCondition[], others: readonly ClaimCondition[]): boolean {
  const byClaim = Map.groupBy(others, ({ path }) => path.segments[0]);
  return some.some((condition) =>
    byClaim.get(condition.path.segments[0])?.some((other) => excludes(condition, other)),
  );
}

/** Whether no token can satisfy both conditions. What it cannot tell, it takes to be possible. */
export function excludes(a: ClaimCondition, b: ClaimCondition): boolean {
  if (isSamePlace(a.path.segments, b.path.segments)) return excludesSame(a.matcher, b.matcher);
  return excludesBelow(a, b) || excludesBelow(b, a);
}

/** Two conditions on one claim. */
function excludesSame(a: Matcher, b: Matcher): boolean {
  if (isAbsence(a) || isAbsence(b)) return isAbsence(a) !== isAbsence(b);
  return allowsNoneOf(a, b) || allowsNoneOf(b, a) || startOtherwise(a, b);
}

function allowsNoneOf(matcher: Matcher, other: Matcher): boolean {
  const values = exactValuesOf(matcher);
  return values !== undefined && !values.some((value) => holds(other, value));
}

/** Two patterns whose texts cannot start alike. */
function startOtherwise(a: Matcher, b: Matcher): boolean {
  const [startOfA, startOfB] = [startOf(a), startOf(b)];
  if (startOfA === undefined || startOfB === undefined) return false;
  return !startOfA.startsWith(startOfB) && !startOfB.startsWith(startOfA);
}

/** What every text that a pattern matches starts with. */
function startOf(matcher: Matcher): string | undefined {
  if (matcher.kind === 'prefix') return matcher.prefix;
  return matcher.kind === 'glob' ? /^[^*?]*/.exec(matcher.pattern)?.[0] : undefined;
}

/** A condition on a claim, and one on something inside it. */
function excludesBelow(outer: ClaimCondition, inner: ClaimCondition): boolean {
  if (!isInside(inner.path, outer.path) || isAbsence(inner.matcher)) return false;
  return isAbsence(outer.matcher) || isText(outer.matcher);
}

function isInside({ segments: inner }: ClaimPath, { segments: outer }: ClaimPath): boolean {
  return inner.length > outer.length && outer.every((segment, index) => segment === inner[index]);
}

/** Whether only a claim without members satisfies a matcher. */
function isText({ kind }: Matcher): boolean {
  return kind === 'equals' || kind === 'oneOf' || kind === 'prefix' || kind === 'glob' || kind === 'regex';
}
