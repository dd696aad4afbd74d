import { lookUp, type VerifiedIdentity } from '@cambio/claims';
import type { CompiledActor, CompiledAllow, CompiledDelegation } from '../compile/compiled.ts';
import { isAmong, issuedActor, isTooDeep, markersOf, mayAct } from '../decide/delegation.ts';
import type { Scene } from '../decide/scene.ts';
import type { Condition } from '../explanation.ts';
import { describeMatcher, holds } from '../matcher/matcher.ts';
import { briefText, foundValue } from './value.ts';

/** What a mapping demands of the actor, and what was found; nothing where neither says anything of one. */
export function actorConditions({ delegation }: CompiledAllow, scene: Scene): readonly Condition[] {
  const { subject, actor } = scene.input;
  const marked = markersOf(subject.claims, scene.issuer.profile).length > 0;
  if (delegation === undefined) return withoutDelegation(actor, marked);
  if (actor === undefined) {
    if (!delegation.required && !marked) return [];
    const expected = delegation.required ? 'is present' : 'is present, as the token names one';
    return [about('it', expected, undefined, false)];
  }
  const { claims } = subject;
  return [
    ...(isAmong(actor, delegation)
      ? [about('it', 'is one the mapping names', actor.workload.key, true)]
      : nearestActor(delegation, actor)),
    ...(mayAct(claims, actor.claims) ? [] : [about('may_act', 'names the actor', claims.may_act, false)]),
    ...(isTooDeep(scene.input, delegation)
      ? [about('act', `is at most ${delegation.maxDepth} deep`, actorChain(scene), false)]
      : []),
  ];
}

/** A token that says somebody acts needs an actor: taken away, it would not be granted either. */
function withoutDelegation(actor: VerifiedIdentity | undefined, marked: boolean): readonly Condition[] {
  if (actor === undefined && !marked) return [];
  const expected = marked
    ? 'is one the mapping names, as the token says that somebody acts: the mapping knows no delegation'
    : 'is absent: the mapping knows no delegation';
  return [about('it', expected, actor?.workload.key, false)];
}

function about(
  what: string,
  expected: string,
  found: Parameters<typeof foundValue>[0],
  held: boolean,
): Condition {
  return { kind: 'actor', what, expected, ...foundValue(found), held };
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
