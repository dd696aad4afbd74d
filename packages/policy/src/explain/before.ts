import type { CompiledIssuer } from '../compile/compiled.ts';
import type { DecisionTables } from '../compile/compiled-trust.ts';
import { actorGuard, actorMarkers, type GuardOutcome, subjectGuard } from '../decide/guard.ts';
import type { Scene } from '../decide/scene.ts';
import type { Decision, DecisionInput } from '../decision.ts';
import type { Condition } from '../explanation.ts';
import { didYouMean } from '../nearest.ts';
import { briefText, foundValue } from './value.ts';

/** What failed before any mapping was looked at; nothing where a mapping was. */
export function conditionsBefore(
  tables: DecisionTables,
  decision: Decision,
  input: DecisionInput,
  scene?: Scene,
): readonly Condition[] {
  if (decision.outcome === 'allow') return [];
  const { audience, resource } = input.request;
  const named = (what: string, value: string | undefined, expected: string): readonly Condition[] =>
    value === undefined ? [] : [{ kind: 'target', what, expected, found: briefText(value), held: false }];
  switch (decision.reason) {
    case 'unknown_issuer':
      return [
        { kind: 'issuer', what: 'issuer', expected: 'is declared', found: input.subject.issuer, held: false },
      ];
    case 'issuer_disabled':
      return [{ kind: 'issuer', what: 'enabled', expected: 'is true', found: false, held: false }];
    case 'unknown_target':
      return [
        ...named('audience', audience, 'names a target that is enabled'),
        ...named('resource', resource, 'names a target that is enabled'),
      ];
    case 'target_mismatch':
      return named(
        'resource',
        resource,
        `names the same target as audience ${JSON.stringify(briefText(audience ?? ''))}`,
      );
    case 'ambiguous_target':
      return [
        { kind: 'target', what: 'audience', expected: 'names one of several possible targets', held: false },
      ];
    case 'issuer_condition':
      return scene === undefined ? [] : guardCondition(scene.issuer, subjectGuard(scene));
    case 'actor_issuer_condition':
      return scene === undefined ? [] : actorGuardCondition(tables, scene);
    case 'actor_is_delegated':
      return markerConditions(tables, input);
    default:
      return [];
  }
}

function actorGuardCondition(tables: DecisionTables, scene: Scene): readonly Condition[] {
  const { actor } = scene.input;
  if (actor === undefined) return [];
  const issuer = tables.issuers.get(actor.issuer);
  return issuer === undefined ? [] : guardCondition(issuer, actorGuard(tables, actor, scene));
}

function markerConditions(tables: DecisionTables, { actor }: DecisionInput): readonly Condition[] {
  if (actor === undefined) return [];
  return actorMarkers(tables, actor).map((what) => {
    const found = foundValue(actor.claims[what]);
    return { kind: 'actor', what, expected: 'is not in its token', ...found, held: false };
  });
}

function guardCondition(issuer: CompiledIssuer, outcome: GuardOutcome): readonly Condition[] {
  if (outcome === undefined) return [];
  const what = briefText(issuer.require?.text ?? 'enabled');
  const found = outcome.ok ? outcome.value : briefText(`error: ${outcome.error}`);
  return [{ kind: 'issuer', what, expected: 'is true', found, held: false }];
}

/** Names a request's is compared with: enough for a hint, few enough for whoever guesses names all day. */
const COMPARED = 200;

/** The name that was probably meant, where a request names no target there is. */
export function meantTarget(
  { byAudience, byResource }: DecisionTables,
  { request }: DecisionInput,
): string | undefined {
  const { audience, resource } = request;
  if (audience !== undefined && !byAudience.has(audience)) {
    return didYouMean(audience, byAudience.keys().take(COMPARED));
  }
  return resource === undefined ? undefined : didYouMean(resource, byResource.keys().take(COMPARED));
}
