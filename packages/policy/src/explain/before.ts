import type { DecisionTables } from '../compile/compiled-trust.ts';
import type { Scene } from '../decide/scene.ts';
import type { Decision, DecisionInput } from '../decision.ts';
import type { Condition } from '../explanation.ts';
import { didYouMean } from '../nearest.ts';
import { briefText } from './value.ts';

/** What failed before any mapping was looked at; nothing where a mapping was. */
export function conditionsBefore(
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
      return scene === undefined ? [] : guardCondition(scene);
    default:
      return [];
  }
}

function guardCondition({ issuer, input, variables }: Scene): readonly Condition[] {
  if (issuer.require === undefined) return [];
  const outcome = issuer.require.evaluate(variables(input.request.scopes ?? []));
  const found = outcome.ok ? outcome.value : briefText(`error: ${outcome.error}`);
  return [{ kind: 'issuer', what: briefText(issuer.require.text), expected: 'is true', found, held: false }];
}

/** The name that was probably meant, where a request names no target there is. */
export function meantTarget(
  { byAudience, byResource }: DecisionTables,
  { request }: DecisionInput,
): string | undefined {
  const { audience, resource } = request;
  if (audience !== undefined && !byAudience.has(audience)) return didYouMean(audience, byAudience.keys());
  return resource === undefined ? undefined : didYouMean(resource, byResource.keys());
}
