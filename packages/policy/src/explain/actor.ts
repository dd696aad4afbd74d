import { lookUp, type VerifiedIdentity } from '@cambio/claims';
import type { CompiledActor, CompiledAllow, CompiledDelegation } from '../compile/compiled.ts';
import { delegationRefusal, issuedActor } from '../decide/delegation.ts';
import type { Scene } from '../decide/scene.ts';
import type { Condition } from '../explanation.ts';
import { describeMatcher, holds } from '../matcher/matcher.ts';
import { briefText, foundValue } from './value.ts';

/** What a mapping demands of the actor, and what was found; nothing where neither says anything of one. */
export function actorConditions(mapping: CompiledAllow, scene: Scene): readonly Condition[] {
  const { delegation } = mapping;
  const { subject, actor } = scene.input;
  const refusal = delegationRefusal(mapping, scene);
  const about = (what: string, expected: string, found: Parameters<typeof foundValue>[0]): Condition => ({
    kind: 'actor',
    what,
    expected,
    ...foundValue(found),
    held: refusal === undefined,
  });
  switch (refusal) {
    case undefined:
      return actor === undefined ? [] : [about('it', 'is one the mapping names', actor.workload.key)];
    case 'actor_required':
      return [
        about('it', delegation?.required ? 'is present' : 'is present, as the token names one', undefined),
      ];
    case 'actor_mismatch':
      return actor === undefined || delegation === undefined ? [] : nearestActor(delegation, actor);
    case 'may_act_mismatch':
      return [about('may_act', 'names the actor', subject.claims.may_act)];
    case 'delegation_too_deep':
      return [about('act', `is at most ${delegation?.maxDepth} deep`, actorChain(scene))];
    default:
      return [about('it', 'is absent: the mapping knows no delegation', actor?.workload.key)];
  }
}

function actorChain({ input }: Scene): string {
  const names: string[] = [];
  for (let actor = issuedActor(input); actor !== undefined; actor = actor.act) names.push(actor.sub);
  return names.join(' for ');
}

/** The conditions of the actor entry of which fewest failed. */
function nearestActor({ actors }: CompiledDelegation, actor: VerifiedIdentity): readonly Condition[] {
  const judged = actors.map((entry) => entryConditions(entry, actor));
  const [nearest = []] = judged.toSorted((a, b) => failedIn(a) - failedIn(b));
  return nearest;
}

function failedIn(conditions: readonly Condition[]): number {
  return conditions.filter(({ held }) => !held).length;
}

function entryConditions(
  { issuer, conditions }: CompiledActor,
  actor: VerifiedIdentity,
): readonly Condition[] {
  return [
    {
      kind: 'actor',
      what: 'issuer',
      expected: `equals ${JSON.stringify(issuer)}`,
      found: actor.issuer,
      held: issuer === actor.issuer,
    },
    ...conditions.map(({ path, matcher }): Condition => {
      const found = lookUp(actor.claims, path);
      return {
        kind: 'actor',
        what: path.text,
        expected: briefText(describeMatcher(matcher)),
        ...foundValue(found),
        held: holds(matcher, found),
      };
    }),
  ];
}
