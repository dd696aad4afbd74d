import type { CompiledAllow, CompiledIssuer } from '../compile/compiled.ts';
import type { CompiledTrust, DecisionTables } from '../compile/compiled-trust.ts';
import { DENY_REASONS, type Decision, type DecisionInput, type Deny, type DenyReason } from '../decision.ts';
import type { TrustedTarget } from '../trust.ts';
import { hasBinding } from './binding.ts';
import { allow } from './grant.ts';
import { isNearer, type Miss, missOf, refusalOf } from './judge.ts';
import { leastPrivileged } from './privilege.ts';
import { type Scene, sceneOf } from './scene.ts';
import { grantedScopes } from './scopes.ts';
import { namedTarget } from './target.ts';

/**
 * Decides who gets what: a pure function of its inputs. Never throws. The checks run in the order of `DENY_REASONS`,
 * and the first that fails is the reason. Does not check a token's signature, times or replay.
 */
export function decide(trust: CompiledTrust, input: DecisionInput): Decision {
  return decideWith(trust.tables, input);
}

export function decideWith(tables: DecisionTables, input: DecisionInput): Decision {
  return settle(tables, input).decision;
}

/** A decision, and where it fell: the target, and what its checks looked at. */
export interface Settled {
  readonly decision: Decision;
  /** Absent when it fell before there was a target. */
  readonly scene?: Scene;
}

/** The decision that `decide` gives and `explain` accounts for. */
export function settle(tables: DecisionTables, input: DecisionInput): Settled {
  const issuer = tables.issuers.get(input.subject.issuer);
  if (issuer === undefined) return { decision: deny('unknown_issuer') };
  if (!issuer.enabled) return { decision: deny('issuer_disabled') };
  const target = namedTarget(tables, input.request);
  if (!target.ok) return { decision: deny(target.error) };
  if (target.value !== undefined) return settleOn(tables, sceneOf(input, issuer, target.value));
  return settleUnnamed(tables, issuer, input);
}

/** Without a named target: the only one that any mapping would give, else the one that came nearest. */
function settleUnnamed(tables: DecisionTables, issuer: CompiledIssuer, input: DecisionInput): Settled {
  const settled = targetsFor(tables, issuer, input).map((target) =>
    settleOn(tables, sceneOf(input, issuer, target)),
  );
  const [allowed, another] = settled.filter(({ decision }) => decision.outcome === 'allow');
  if (another !== undefined) return { decision: deny('ambiguous_target') };
  const nearest = settled.reduce<Settled | undefined>((best, each) => {
    return best === undefined || progressOf(each.decision) > progressOf(best.decision) ? each : best;
  }, undefined);
  return (
    allowed ??
    nearest ?? { decision: deny(tables.allows.isEmpty(issuer.id) ? 'no_mapping' : 'claim_mismatch') }
  );
}

/** How far the checks got. */
function progressOf(decision: Decision): number {
  return decision.outcome === 'allow' ? Number.POSITIVE_INFINITY : DENY_REASONS.indexOf(decision.reason);
}

/** The targets of mappings about whoever asks, in the order of their ids. */
function targetsFor(
  tables: DecisionTables,
  issuer: CompiledIssuer,
  input: DecisionInput,
): readonly TrustedTarget[] {
  const { mapping } = input.request;
  const named = mapping === undefined ? undefined : tables.mappings.get(mapping);
  const about = mapping === undefined ? tables.allows.about(issuer.id, input.subject.claims) : [named];
  const ids = new Set(about.flatMap((each) => (each === undefined ? [] : [each.target])));
  return [...ids].sort().flatMap((id) => {
    const target = tables.targets.get(id);
    return target?.enabled ? [target] : [];
  });
}

function settleOn(tables: DecisionTables, scene: Scene): Settled {
  return { decision: decideOn(tables, scene), scene };
}

function decideOn(tables: DecisionTables, scene: Scene): Decision {
  if (!guardHolds(scene)) return deny('issuer_condition', scene);
  const ban = banOn(tables, scene);
  if (ban !== undefined) return deny(ban.reason, scene, ban.mapping.id);
  const applying = candidatesFor(tables, scene).filter((mapping) => refusalOf(mapping, scene) === undefined);
  if (applying.length === 0) return denyNearest(tables, scene);
  const covering = applying.filter((mapping) => grantedScopes(mapping, scene).length > 0);
  const chosen = leastPrivileged(covering);
  if (chosen === undefined) return deny('scope_not_granted', scene, leastPrivileged(applying)?.id);
  if (!hasBinding(chosen, scene)) return deny('binding_required', scene, chosen.id);
  return allow(chosen, scene) ?? deny('template_claim_missing', scene, chosen.id);
}

/** What the issuer requires of every token of its own; an error is a no. */
export function guardHolds({ issuer, input, variables }: Scene): boolean {
  if (issuer.require === undefined) return true;
  const outcome = issuer.require.evaluate(variables(input.request.scopes ?? []));
  return outcome.ok && outcome.value;
}

/** The first deny mapping, by id, that matches. One whose condition cannot be told denies too, and says so. */
function banOn(tables: DecisionTables, scene: Scene): Miss | undefined {
  const { issuer, target, input } = scene;
  let ban: Miss | undefined;
  for (const mapping of tables.denies.possible(issuer.id, target.id, input.subject.claims)) {
    const refusal = refusalOf(mapping, scene);
    if (refusal !== undefined && refusal !== 'condition_error') continue;
    if (ban === undefined || mapping.id < ban.mapping.id) {
      ban = { mapping, reason: refusal ?? 'denied_by_mapping', failed: 0 };
    }
  }
  return ban;
}

function candidatesFor(tables: DecisionTables, scene: Scene): readonly CompiledAllow[] {
  const { issuer, target, input } = scene;
  if (input.request.mapping !== undefined) return namedMapping(tables, scene, input.request.mapping);
  return tables.allows.possible(issuer.id, target.id, input.subject.claims);
}

function namedMapping(
  tables: DecisionTables,
  { issuer, target }: Scene,
  id: string,
): readonly CompiledAllow[] {
  const mapping = tables.mappings.get(id);
  const isMeant = mapping?.effect === 'allow' && mapping.issuer === issuer.id && mapping.target === target.id;
  return isMeant ? [mapping] : [];
}

/** The mappings that a denial is measured against: those about whoever asks, whether they hold or not. */
export function missesOn(tables: DecisionTables, scene: Scene): readonly CompiledAllow[] {
  const { issuer, target, input } = scene;
  if (input.request.mapping !== undefined) return namedMapping(tables, scene, input.request.mapping);
  return tables.allows
    .about(issuer.id, input.subject.claims)
    .filter((mapping) => mapping.target === target.id);
}

function denyNearest(tables: DecisionTables, scene: Scene): Deny {
  let nearest: Miss | undefined;
  for (const mapping of missesOn(tables, scene)) {
    const miss = missOf(mapping, scene);
    if (miss !== undefined && (nearest === undefined || isNearer(miss, nearest))) nearest = miss;
  }
  if (nearest !== undefined) return deny(nearest.reason, scene, nearest.mapping.id);
  const { issuer, target, input } = scene;
  const isAboutOthers = input.request.mapping === undefined && tables.allows.hasAny(issuer.id, target.id);
  return deny(isAboutOthers ? 'claim_mismatch' : 'no_mapping', scene);
}

function deny(reason: DenyReason, scene?: Scene, mapping?: string): Deny {
  return {
    outcome: 'deny',
    reason,
    ...(scene === undefined ? {} : { target: scene.target.id }),
    ...(mapping === undefined ? {} : { mapping }),
  };
}
