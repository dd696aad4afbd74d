import { exactValuesOf, isAbsence } from './exact.ts';
import { type ClaimCondition, holds, type Matcher } from './matcher.ts';
import { isSamePlace } from './place.ts';

/** Whether every token that satisfies all of `some` satisfies all of `others`. What it cannot tell is a no. */
export function impliesAll(some: readonly ClaimCondition[], others: readonly ClaimCondition[]): boolean {
  const byClaim = Map.groupBy(some, ({ path }) => path.segments[0]);
  const isImplied = ({ path, matcher }: ClaimCondition, condition: ClaimCondition) =>
    isSamePlace(condition.path.segments, path.segments) && implies(condition.matcher, matcher);
  return others.every((other) =>
    byClaim.get(other.path.segments[0])?.some((condition) => isImplied(other, condition)),
  );
}

/** Whether every claim that satisfies `a` satisfies `b`. What it cannot tell is a no. */
export function implies(a: Matcher, b: Matcher): boolean {
  if (isAbsence(a) || isAbsence(b)) return isAbsence(a) && isAbsence(b);
  if (b.kind === 'exists') return true;
  const values = exactValuesOf(a);
  if (values !== undefined) return values.every((value) => holds(b, value));
  if (a.kind === 'not' && b.kind === 'not') return implies(b.inner, a.inner);
  if (a.kind === 'prefix' && b.kind === 'prefix') return a.prefix.startsWith(b.prefix);
  if (b.kind === 'glob' && b.pattern === '**') return isOfText(a);
  return isSamePattern(a, b);
}

/** Whether only texts satisfy a matcher. */
function isOfText({ kind }: Matcher): boolean {
  return kind === 'prefix' || kind === 'glob' || kind === 'regex';
}

function isSamePattern(a: Matcher, b: Matcher): boolean {
  if (a.kind === 'glob' && b.kind === 'glob') return a.pattern === b.pattern;
  if (a.kind === 'regex' && b.kind === 'regex') return a.pattern === b.pattern;
  return a.kind === 'contains' && b.kind === 'contains' && a.value === b.value;
}
