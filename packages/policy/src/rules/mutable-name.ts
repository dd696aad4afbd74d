import { placeNamed } from '../matcher/place.ts';
import { isHeld } from './held.ts';
import { type Reliance, reliances } from './reliance.ts';
import { type AdviceRule, type Finding, type Match, matchesOf } from './rule.ts';
import { isSubject } from './subject-as-text.ts';

/**
 * A name is free again after a rename or deletion, and whoever takes it takes what it was granted. Where the profile
 * knows the id that says the same and the mapping holds it too, the name does no harm.
 */
export const mutableName: AdviceRule = {
  id: 'mutable-name',
  severity: 'warning',
  summary: 'What is matched by name can be renamed, and its name taken by somebody else.',
  check: (mapping, scene) => matchesOf(mapping, scene).flatMap((match) => namesIn(match, mapping.effect)),
};

function namesIn(match: Match, effect: 'allow' | 'deny'): readonly Finding[] {
  return reliances(match).flatMap((reliance) => {
    const { claim, fact, path } = reliance;
    const { idOf, stability } = fact;
    if (stability !== 'renameable' || idOf === undefined || isSubject(reliance)) return [];
    if (isHeld(placeNamed(idOf), match)) return [];
    const risk =
      effect === 'allow'
        ? 'once it is renamed or deleted, somebody else can take it'
        : 'whoever is renamed slips through';
    return [{ path, message: `${claim} is a name: ${risk}`, hint: hintFor(reliance, idOf) }];
  });
}

function hintFor({ matcher }: Reliance, id: string): string {
  const isPattern = matcher?.kind === 'prefix' || matcher?.kind === 'glob' || matcher?.kind === 'regex';
  return isPattern
    ? `list the values of ${id}, or match the id of what they all belong to`
    : `match ${id}, which is never given to another`;
}
