import { isExact } from '../matcher/exact.ts';
import { type Reliance, reliances } from './reliance.ts';
import { type AdviceRule, type Match, matchesOf } from './rule.ts';
import { isSubject } from './subject-as-text.ts';

/** A claim that an outsider can choose the value of keeps no outsider out. */
export const attackerInfluenced: AdviceRule = {
  id: 'attacker-influenced',
  severity: 'warning',
  summary: 'Somebody without rights on the workload can choose the value that is matched.',
  check: (mapping, scene) =>
    matchesOf(mapping, scene).flatMap((match: Match) =>
      reliances(match)
        .filter((reliance) => !isFixedSubject(reliance))
        .flatMap(({ claim, fact: { influencedBy }, path }) =>
          influencedBy === undefined
            ? []
            : [
                {
                  path,
                  message: `the value of ${claim} can come from outside: ${influencedBy}`,
                  hint: 'rely on an id, an environment or a ref that outsiders cannot set',
                },
              ],
        ),
    ),
};

/** Of a `sub` that is matched whole no part is left open: `subject-as-text` says what else is wrong with it. */
function isFixedSubject(reliance: Reliance): boolean {
  const { matcher } = reliance;
  return isSubject(reliance) && (matcher === undefined || isExact(matcher));
}
