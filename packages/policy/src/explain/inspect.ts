import { lookUp } from '@cambio/claims';
import type { CompiledAllow, CompiledMapping } from '../compile/compiled.ts';
import { bindingConditions, hasBinding } from '../decide/binding.ts';
import { issuedClaims, issuedSubject } from '../decide/grant.ts';
import { claimHolds, refusalOf, whenOutcome } from '../decide/judge.ts';
import type { Scene } from '../decide/scene.ts';
import { askedScopes, grantedScopes } from '../decide/scopes.ts';
import type { DenyReason } from '../decision.ts';
import type { Condition } from '../explanation.ts';
import { describeMatcher } from '../matcher/matcher.ts';
import { momentText } from '../moment-text.ts';
import { actorConditions } from './actor.ts';
import { briefText, foundValue } from './value.ts';

/** Each thing a mapping demands, judged by the functions that decide. */
export function inspect(mapping: CompiledMapping, scene: Scene): readonly Condition[] {
  return [
    ...stateConditions(mapping, scene),
    ...matchConditions(mapping, scene),
    ...whenConditions(mapping, scene),
    ...(mapping.effect === 'allow' ? grantConditions(mapping, scene) : []),
  ];
}

/** Why a mapping would not be taken, were it the only one; `undefined`: it would. */
export function reasonAgainst(mapping: CompiledMapping, scene: Scene): DenyReason | undefined {
  const refusal = refusalOf(mapping, scene);
  if (refusal !== undefined || mapping.effect === 'deny') return refusal;
  if (grantedScopes(mapping, scene).length === 0) return 'scope_not_granted';
  if (!hasBinding(mapping, scene)) return 'binding_required';
  return templateConditions(mapping, scene).length > 0 ? 'template_claim_missing' : undefined;
}

function stateConditions(mapping: CompiledMapping, { input: { now } }: Scene): readonly Condition[] {
  const { enabled, notBefore, expires } = mapping;
  const state = (what: string, expected: string, found: string | boolean, held: boolean): Condition => ({
    kind: 'state',
    what,
    expected,
    found,
    held,
  });
  return [
    ...(enabled ? [] : [state('enabled', 'is true', enabled, enabled)]),
    ...(notBefore === undefined
      ? []
      : [state('now', `is not before ${momentText(notBefore)}`, momentText(now), now >= notBefore)]),
    ...(expires === undefined
      ? []
      : [state('now', `is before ${momentText(expires)}`, momentText(now), now < expires)]),
  ];
}

function matchConditions(
  { conditions }: CompiledMapping,
  { input: { subject } }: Scene,
): readonly Condition[] {
  return conditions.map((condition) => ({
    kind: 'match',
    what: condition.path.text,
    expected: briefText(describeMatcher(condition.matcher)),
    ...foundValue(lookUp(subject.claims, condition.path)),
    held: claimHolds(condition, subject.claims),
  }));
}

function whenConditions(mapping: CompiledMapping, scene: Scene): readonly Condition[] {
  const outcome = whenOutcome(mapping, scene);
  if (outcome === undefined || mapping.when === undefined) return [];
  const held = outcome.ok && outcome.value;
  const found = outcome.ok ? outcome.value : briefText(`error: ${outcome.error}`);
  return [{ kind: 'when', what: briefText(mapping.when.text), expected: 'is true', found, held }];
}

/** What is left to demand of a mapping that applies. */
function grantConditions(mapping: CompiledAllow, scene: Scene): readonly Condition[] {
  return [
    ...actorConditions(mapping, scene),
    ...scopeConditions(mapping, scene),
    ...bindingConditions(mapping, scene)
      .filter(({ demand }) => demand !== 'optional')
      .map(({ by, demand, held }): Condition => {
        const expected = demand === 'required' ? 'is dpop or mtls' : `is ${demand}`;
        return {
          kind: 'binding',
          what: `binding, for the ${by}`,
          expected,
          found: scene.input.request.binding,
          held,
        };
      }),
    ...templateConditions(mapping, scene),
  ];
}

/** Scopes that can be listed; a request may name more. */
const LISTED_SCOPES = 20;

function scopeConditions(mapping: CompiledAllow, scene: Scene): readonly Condition[] {
  const asked = scene.input.request.scopes ?? [];
  const missing = asked.filter((scope) => !mapping.scopes.includes(scope));
  const listed = [...missing, ...asked.filter((scope) => !missing.includes(scope))].slice(0, LISTED_SCOPES);
  const each = listed.map((scope): Condition => {
    return {
      kind: 'scope',
      what: briefText(scope),
      expected: 'is granted by the mapping',
      held: !missing.includes(scope),
    };
  });
  const { ownScopes } = scene;
  if (ownScopes === undefined) return each;
  // Of what is asked for, whether the mapping has it or not: more scopes of the mapping are of no use to such a token.
  const held = (askedScopes(scene.input.request) ?? mapping.scopes).some((scope) => ownScopes.has(scope));
  const expected = 'leaves a scope that the subject token has';
  return [
    ...each,
    { kind: 'scope', what: 'scope', expected, found: briefText([...ownScopes].join(' ')), held },
  ];
}

function templateConditions(mapping: CompiledAllow, scene: Scene): readonly Condition[] {
  const missing = (what: string, claim: string): Condition => ({
    kind: 'template',
    what,
    expected: `has the claim ${briefText(claim)}, of the type it inserts`,
    held: false,
  });
  const subject = issuedSubject(mapping, scene);
  const claims = issuedClaims(mapping, scene);
  return [
    ...(subject.ok ? [] : [missing('subject', subject.error)]),
    ...(claims.ok ? [] : [missing('claims', claims.error)]),
  ];
}
