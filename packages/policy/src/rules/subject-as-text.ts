import { isSamePlace } from '../matcher/place.ts';
import { type Reliance, reliances } from './reliance.ts';
import { type AdviceRule, type Finding, type Match, matchesOf } from './rule.ts';
import { structuredSubject } from './structured-subject.ts';

/**
 * The `sub` of many platforms is other claims glued together: by a format that customers can change, from names that
 * can be renamed, sometimes with parts that outsiders write. The claims themselves say the same and cannot be confused.
 */
export const subjectAsText: AdviceRule = {
  id: 'subject-as-text',
  severity: 'warning',
  summary:
    'The subject is a text put together from other claims, and can come out the same for somebody else.',
  check: (mapping, scene) => matchesOf(mapping, scene).flatMap(subjectsIn),
};

const SUBJECT = ['sub'];

/** Whether it is the `sub` of a platform that has the parts of it as claims. */
export function isSubject({ place, fact }: Pick<Reliance, 'place' | 'fact'>): boolean {
  return isSamePlace(place, SUBJECT) && fact.idOf !== undefined;
}

function subjectsIn(match: Match): readonly Finding[] {
  return reliances(match)
    .filter(isSubject)
    .map(({ fact: { idOf, influencedBy }, matcher, path }) => ({
      path,
      message: `sub is a text made of other claims${influencedBy === undefined ? '' : `: ${influencedBy}`}`,
      hint: `match ${idOf}, and what else is meant claim by claim`,
      fix: structuredSubject(matcher, path, match),
    }));
}
