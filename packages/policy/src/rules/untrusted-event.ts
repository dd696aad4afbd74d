import type { EventClaim } from '@cambio/claims';
import { isAbsence } from '../matcher/exact.ts';
import { type ClaimCondition, holds, type Matcher } from '../matcher/matcher.ts';
import { isSamePlace, placeNamed } from '../matcher/place.ts';
import { isHeld } from './held.ts';
import { type AdviceRule, type Finding, type Match, matchesOf } from './rule.ts';

/**
 * Some events run jobs for people outside, and their tokens differ from others in one claim only. A condition in CEL
 * that reads the claim is taken to deal with it. Deny mappings are left alone: they let nobody in.
 */
export const untrustedEvent: AdviceRule = {
  id: 'untrusted-event',
  severity: 'warning',
  summary: 'Jobs set off by outsiders, by a pull request for one, are let in.',
  check: (mapping, scene) => {
    if (mapping.effect === 'deny') return [];
    return matchesOf(mapping, scene).flatMap((match) =>
      match.issuer.profile.events.flatMap((event) => letIn(event, match)),
    );
  },
};

function letIn(event: EventClaim, match: Match): readonly Finding[] {
  if (isElsewhere(event, match) || isDealtWith(event, match)) return [];
  const place = placeNamed(event.claim);
  const conditions = match.conditions.filter(({ path }) => isSamePlace(path.segments, place));
  const finding = findingOf(event, conditions);
  if (finding === undefined) return [];
  const [written] = conditions;
  const path = written === undefined ? match.path : [...match.path, written.path.text];
  return [{ path, ...finding }];
}

/** Whether tokens of the kind that is meant never have the claim. */
function isElsewhere({ notBeside }: EventClaim, match: Match): boolean {
  return notBeside !== undefined && isHeld(placeNamed(notBeside), match);
}

function isDealtWith({ claim }: EventClaim, { issuer, when }: Match): boolean {
  const reads = [...(issuer.require?.reads ?? []), ...(when?.reads ?? [])];
  return reads.some((segments) => isSamePlace(segments, placeNamed(claim)));
}

function findingOf(
  { claim, untrusted }: EventClaim,
  conditions: readonly ClaimCondition[],
): Pick<Finding, 'message' | 'hint'> | undefined {
  if (untrusted === 'unnamed') {
    if (conditions.some(({ matcher }) => isNaming(matcher))) return undefined;
    return {
      message: `jobs of any ${claim} are let in, those of forks too: nobody vouches for them`,
      hint: `match ${claim} with the values that are meant`,
    };
  }
  if (untrusted.length === 0) {
    if (conditions.some(({ matcher }) => isAbsence(matcher))) return undefined;
    return {
      message: `jobs that have ${claim} are let in: they run for people outside`,
      hint: `match ${claim} with {exists: false}`,
    };
  }
  const open = untrusted.filter((value) => conditions.every(({ matcher }) => holds(matcher, value)));
  if (open.length === 0) return undefined;
  return {
    message: `jobs whose ${claim} is ${listed(open)} are let in: nobody vouches for them`,
    hint: `match ${claim} with the values that are meant, or with {not: [${untrusted.join(', ')}]}`,
  };
}

/** Whether a matcher says what is meant, rather than what is not. */
function isNaming(matcher: Matcher): boolean {
  return isAbsence(matcher) || (matcher.kind !== 'exists' && matcher.kind !== 'not');
}

function listed(values: readonly unknown[]): string {
  const texts = values.map(String);
  return texts.length === 1 ? texts.join() : `${texts.slice(0, -1).join(', ')} or ${texts.at(-1)}`;
}
