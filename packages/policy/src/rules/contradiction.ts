import type { CompiledIssuer, CompiledMapping } from '../compile/compiled.ts';
import type { Scalar } from '../document/matcher-form.ts';
import { exactValuesOf, isAbsence } from '../matcher/exact.ts';
import { excludes } from '../matcher/excludes.ts';
import type { ClaimCondition } from '../matcher/matcher.ts';
import { holds, type Matcher } from '../matcher/matcher.ts';
import { isSamePlace, placeNamed } from '../matcher/place.ts';
import { type ErrorRule, type Finding, type Match, matchesOf } from './rule.ts';

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
  if (isAbsence(matcher) && holdsRequired(path.segments, issuer)) {
    return finding(`${path.text} is in every token that ${issuer.id} accepts`);
  }
  const values = exactValuesOf(matcher);
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

/** Without these no token is verified, whoever its issuer is. */
const OF_EVERY_TOKEN: readonly (readonly string[])[] = [AUD, ['exp']];

/** Whether a claim that every token has is at a place, or inside it. */
function holdsRequired(place: readonly string[], { profile }: CompiledIssuer): boolean {
  const required = [...OF_EVERY_TOKEN, ...profile.requiredClaims.map(placeNamed)];
  return required.some((claim) => isSamePlace(claim.slice(0, place.length), place));
}

function isAccepted({ audiences }: CompiledIssuer, value: Scalar): boolean {
  return typeof value === 'string' && audiences.includes(value);
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
