import type { ClaimPath } from '@cambio/claims';
import type { CompiledIssuer, CompiledMapping } from '../compile/compiled.ts';
import type { Scalar } from '../document/matcher-form.ts';
import type { ClaimCondition } from '../matcher/matcher.ts';
import { holds, type Matcher } from '../matcher/matcher.ts';
import type { Problem } from '../problem.ts';
import { type ErrorRule, isSamePlace, type Match, matchesOf } from './rule.ts';

type Finding = Omit<Problem, 'rule' | 'severity'>;

/** A mapping that can never apply is not what its author wrote it for; a deny mapping that cannot bars nobody. */
export const contradiction: ErrorRule = {
  id: 'contradiction',
  summary: 'No token can satisfy the mapping.',
  check: (mapping, around) => [
    ...lifetimeContradictions(mapping),
    ...matchesOf(mapping, around).flatMap((match) => [
      ...match.conditions.flatMap((condition) => impossibleAlone(condition, match)),
      ...impossibleTogether(match),
    ]),
  ],
};

function lifetimeContradictions({ notBefore, expires }: CompiledMapping): readonly Finding[] {
  if (notBefore === undefined || expires === undefined || notBefore < expires) return [];
  return [{ path: ['expires'], message: 'expires before it begins: notBefore is not earlier than expires' }];
}

function impossibleAlone({ path, matcher }: ClaimCondition, { issuer, path: at }: Match): readonly Finding[] {
  const finding = (message: string): readonly Finding[] => [{ path: [...at, path.text], message }];
  if (isNever(matcher)) return finding(`${path.text} can never be so: present, and not even that`);
  if (isAbsence(matcher) && issuer.profile.requiredClaims.includes(path.text)) {
    return finding(`${path.text} is in every token that ${issuer.id} accepts`);
  }
  const values = exactValues(matcher);
  if (isSamePlace(path.segments, ISS) && !holds(matcher, issuer.url)) {
    return finding(`iss is always ${JSON.stringify(issuer.url)} here`);
  }
  if (
    isSamePlace(path.segments, AUD) &&
    values !== undefined &&
    !values.some((value) => isAccepted(issuer, value))
  ) {
    return finding(`${issuer.id} accepts none of these audiences`);
  }
  return [];
}

const ISS = ['iss'];
const AUD = ['aud'];

function isAccepted({ audiences }: CompiledIssuer, value: Scalar): boolean {
  return typeof value === 'string' && audiences.includes(value);
}

function isAbsence(matcher: Matcher): boolean {
  return matcher.kind === 'exists' && !matcher.present;
}

/** Whether no claim, present or absent, satisfies a matcher. */
function isNever(matcher: Matcher): boolean {
  return matcher.kind === 'not' && isAlways(matcher.inner);
}

/** Whether every claim that is present satisfies a matcher. */
function isAlways(matcher: Matcher): boolean {
  if (matcher.kind === 'exists') return matcher.present;
  return matcher.kind === 'not' && isNeverPresent(matcher.inner);
}

/** Whether no claim that is present satisfies a matcher. */
function isNeverPresent(matcher: Matcher): boolean {
  if (matcher.kind === 'exists') return !matcher.present;
  return matcher.kind === 'not' && isAlways(matcher.inner);
}

function impossibleTogether({ conditions, path: at }: Match): readonly Finding[] {
  return conditions.flatMap((condition, index) =>
    conditions
      .slice(0, index)
      .filter((other) => excludes(condition, other))
      .map((other) => ({
        path: [...at, condition.path.text],
        message: `${condition.path.text} and ${other.path.text} can never both be so`,
      })),
  );
}

function excludes(a: ClaimCondition, b: ClaimCondition): boolean {
  if (isSamePlace(a.path.segments, b.path.segments))
    return excludesSame(a.matcher, b.matcher) || excludesSame(b.matcher, a.matcher);
  return excludesBelow(a, b) || excludesBelow(b, a);
}

/** Two conditions on one claim. */
function excludesSame(a: Matcher, b: Matcher): boolean {
  if (isAbsence(a)) return !isAbsence(b);
  const values = exactValues(a);
  return values !== undefined && !values.some((value) => holds(b, value));
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

function exactValues(matcher: Matcher): readonly Scalar[] | undefined {
  if (matcher.kind === 'equals') return [matcher.value];
  return matcher.kind === 'oneOf' ? [...matcher.values] : undefined;
}
