import type { JsonObject, JsonValue } from '@cambio/oauth';
import { err, ok, type Result } from '@cambio/oauth';
import type { CompiledAllow, CompiledDeny } from '../compile/mapping.ts';
import type { CompiledIssuer, TrustRules } from '../compile/rules.ts';
import type { Allow, Decision, DecisionInput, Deny, DenyReason } from '../decision.ts';
import { renderText, renderValue } from '../template/template.ts';
import type { CompiledTrust, TrustedTarget } from '../trust.ts';
import { hasBinding } from './binding.ts';
import { issuedActor } from './delegation.ts';
import { type Miss, missOf, refusalOf } from './judge.ts';
import { type Scene, sceneOf } from './scene.ts';
import { grantedScopes } from './scopes.ts';
import { namedTarget } from './target.ts';

/**
 * Decides who gets what: a pure function of its inputs. Never throws. The order of the checks is the order of
 * `DENY_REASONS`; the first that fails is the reason. Does not check a token's signature, times or replay.
 */
export function decide(trust: CompiledTrust, input: DecisionInput): Decision {
  const { rules } = trust;
  const issuer = rules.issuers.get(input.subject.issuer);
  if (issuer === undefined) return deny('unknown_issuer');
  if (!issuer.enabled) return deny('issuer_disabled');
  const target = namedTarget(rules, input.request);
  if (!target.ok) return deny(target.error);
  if (target.value === undefined) return decideUnnamed(rules, issuer, input);
  return decideOn(rules, sceneOf(input, issuer, target.value));
}

/** Without a named target: the only one that any mapping would give. */
function decideUnnamed(rules: TrustRules, issuer: CompiledIssuer, input: DecisionInput): Decision {
  const decisions = possibleTargets(rules, issuer, input).map((target) =>
    decideOn(rules, sceneOf(input, issuer, target)),
  );
  const allowed = decisions.filter(({ outcome }) => outcome === 'allow');
  if (allowed.length > 1) return deny('ambiguous_target');
  return allowed[0] ?? decisions[0] ?? deny('no_mapping');
}

function possibleTargets(
  rules: TrustRules,
  issuer: CompiledIssuer,
  input: DecisionInput,
): readonly TrustedTarget[] {
  const ids = [...rules.allows.targets(issuer.id, input.subject.claims)].sort();
  return ids.flatMap((id) => {
    const target = rules.targets.get(id);
    return target?.enabled ? [target] : [];
  });
}

function decideOn(rules: TrustRules, scene: Scene): Decision {
  if (!guardHolds(scene)) return deny('issuer_condition', scene);
  const ban = banOn(rules, scene);
  if (ban !== undefined) return deny(ban.reason, scene, ban.mapping.id);
  const candidates = candidatesFor(rules, scene);
  const applying = candidates.filter((mapping) => refusalOf(mapping, scene) === undefined);
  if (applying.length === 0) return denyNearest(rules, scene, candidates);
  const covering = applying.filter((mapping) => grantedScopes(mapping, scene).length > 0);
  const chosen = leastPrivileged(covering);
  if (chosen === undefined) return deny('scope_not_granted', scene, leastPrivileged(applying)?.id);
  if (!hasBinding(chosen, scene)) return deny('binding_required', scene, chosen.id);
  return allow(chosen, scene);
}

function guardHolds({ issuer, input, variables }: Scene): boolean {
  if (issuer.require === undefined) return true;
  const outcome = issuer.require.evaluate(variables(input.request.scopes ?? []));
  return outcome.ok && outcome.value;
}

interface Ban {
  readonly mapping: CompiledDeny;
  readonly reason: DenyReason;
}

/** The first deny mapping, by id, that matches. One whose condition cannot be told denies too, and says so. */
function banOn(rules: TrustRules, scene: Scene): Ban | undefined {
  const { issuer, target, input } = scene;
  let ban: Ban | undefined;
  for (const mapping of rules.denies.related(issuer.id, target.id, input.subject.claims)) {
    const refusal = refusalOf(mapping, scene);
    if (refusal !== undefined && refusal !== 'condition_error') continue;
    if (ban === undefined || mapping.id < ban.mapping.id)
      ban = { mapping, reason: refusal ?? 'denied_by_mapping' };
  }
  return ban;
}

function candidatesFor(rules: TrustRules, { issuer, target, input }: Scene): readonly CompiledAllow[] {
  const { mapping: named } = input.request;
  if (named === undefined) return rules.allows.related(issuer.id, target.id, input.subject.claims);
  const mapping = rules.mappings.get(named);
  if (mapping?.effect !== 'allow' || mapping.issuer !== issuer.id || mapping.target !== target.id) return [];
  return [mapping];
}

function denyNearest(rules: TrustRules, scene: Scene, candidates: readonly CompiledAllow[]): Deny {
  let nearest: Miss | undefined;
  for (const mapping of candidates) {
    const miss = missOf(mapping, scene);
    if (miss !== undefined && (nearest === undefined || isNearer(miss, nearest))) nearest = miss;
  }
  if (nearest !== undefined) return deny(nearest.reason, scene, nearest.mapping.id);
  const any =
    scene.input.request.mapping === undefined && rules.allows.hasAny(scene.issuer.id, scene.target.id);
  return deny(any ? 'claim_mismatch' : 'no_mapping', scene);
}

function isNearer(a: Miss, b: Miss): boolean {
  return a.failed !== b.failed ? a.failed < b.failed : a.mapping.id < b.mapping.id;
}

/** Fewest scopes, then shortest lifetime, then id. */
function leastPrivileged(mappings: readonly CompiledAllow[]): CompiledAllow | undefined {
  let least = mappings[0];
  for (const mapping of mappings) if (least !== undefined && isLess(mapping, least)) least = mapping;
  return least;
}

function isLess(a: CompiledAllow, b: CompiledAllow): boolean {
  if (a.scopes.length !== b.scopes.length) return a.scopes.length < b.scopes.length;
  if (a.grant.lifetime !== b.grant.lifetime) return a.grant.lifetime < b.grant.lifetime;
  return a.id < b.id;
}

function allow(mapping: CompiledAllow, scene: Scene): Decision {
  const rendered = render(mapping, scene);
  if (!rendered.ok) return deny('template_claim_missing', scene, mapping.id);
  const { target, input } = scene;
  const actor = issuedActor(input);
  const { algorithm } = target.token;
  const allowed: Allow = {
    outcome: 'allow',
    mapping: mapping.id,
    target: target.id,
    audience: target.audience,
    scopes: grantedScopes(mapping, scene),
    ...rendered.value,
    lifetime: mapping.grant.lifetime,
    ...(actor === undefined ? {} : { actor }),
    ...(algorithm === undefined ? {} : { algorithm }),
  };
  return allowed;
}

interface Rendered {
  readonly subject: string;
  readonly claims: JsonObject;
}

function render({ grant }: CompiledAllow, { input }: Scene): Result<Rendered, string> {
  const { claims, workload } = input.subject;
  const subject = grant.subject === undefined ? ok(workload.key) : renderText(grant.subject, claims);
  if (!subject.ok) return subject;
  if (subject.value === '') return err('sub');
  const added: Record<string, JsonValue> = {};
  for (const [name, template] of grant.claims) {
    const value = renderValue(template, claims);
    if (!value.ok) return value;
    added[name] = value.value;
  }
  return ok({ subject: subject.value, claims: added });
}

function deny(reason: DenyReason, scene?: Scene, mapping?: string): Deny {
  return {
    outcome: 'deny',
    reason,
    ...(scene === undefined ? {} : { target: scene.target.id }),
    ...(mapping === undefined ? {} : { mapping }),
  };
}
