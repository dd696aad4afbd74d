import { type Possibility, unchecked } from '../candidates/possibilities.ts';
import type { AllowTerms, CompiledIssuer } from '../compile/compiled.ts';
import type { DecisionTables } from '../compile/compiled-trust.ts';
import { DENY_REASONS, type Decision, type DecisionInput, type Deny } from '../decision.ts';
import type { TrustedTarget } from '../trust.ts';
import { hasBinding } from './binding.ts';
import { bansOn, possibleAllows, relatedAllows } from './candidates.ts';
import { deny } from './denial.ts';
import { allow } from './grant.ts';
import { guardRefusal } from './guard.ts';
import { refusalOf } from './judge.ts';
import { nearestMiss, progressOf } from './miss.ts';
import { lessPrivileged } from './privilege.ts';
import { type Scene, sceneOf } from './scene.ts';
import { askedScopes, grantedScopes } from './scopes.ts';
import { namedTarget } from './target.ts';

/** A decision, and where it fell: the target, and what its checks looked at. */
export interface Settled {
  readonly decision: Decision;
  /** Absent when it fell before a target was looked at. */
  readonly scene?: Scene;
}

/** The decision that `decide` gives and `explain` accounts for. */
export function settle(tables: DecisionTables, input: DecisionInput): Settled {
  const issuer = tables.issuers.get(input.subject.issuer);
  if (issuer === undefined) return { decision: deny('unknown_issuer') };
  if (!issuer.enabled) return { decision: deny('issuer_disabled') };
  const target = namedTarget(tables, input.request);
  if (!target.ok) return { decision: deny(target.error) };
  if (target.value === undefined) return settleUnnamed(tables, issuer, input);
  return settleOn(tables, sceneOf(input, issuer, target.value));
}

/** What would be granted is found first: where no scopes are asked for, guards and deny mappings judge that. */
function settleOn(tables: DecisionTables, asked: Scene): Settled {
  const possible = possibleAllows(tables, asked);
  const least = leastAllowing(possible, asked);
  const scene = withDueScopes(least, asked);
  return { decision: decideOn(tables, possible, least, scene), scene };
}

function withDueScopes({ covering }: Least, scene: Scene): Scene {
  if (covering === undefined || askedScopes(scene.input.request) !== undefined) return scene;
  return { ...scene, dueScopes: grantedScopes(covering.terms, scene) };
}

function decideOn(
  tables: DecisionTables,
  possible: readonly Allowing[],
  { applying, covering }: Least,
  scene: Scene,
): Decision {
  const guarded = guardRefusal(tables, scene);
  if (guarded !== undefined) return deny(guarded, scene);
  const [ban] = bansOn(tables, scene);
  if (ban !== undefined) return deny(ban.reason, scene, ban.id);
  if (applying === undefined) return denyNearest(tables, possible, scene);
  if (covering === undefined) return deny('scope_not_granted', scene, applying.id);
  if (!hasBinding(covering.terms, scene)) return deny('binding_required', scene, covering.id);
  return allow(covering, scene) ?? deny('template_claim_missing', scene, covering.id);
}

type Allowing = Possibility<AllowTerms>;

interface Least {
  /** The least privileged of the mappings that apply. */
  readonly applying: Allowing | undefined;
  /** The least privileged of those that cover the scopes too. */
  readonly covering: Allowing | undefined;
}

function leastAllowing(possible: readonly Allowing[], scene: Scene): Least {
  let applying: Allowing | undefined;
  let covering: Allowing | undefined;
  for (const mapping of possible) {
    if (refusalOf(mapping.terms, scene) !== undefined) continue;
    applying = lessPrivileged(mapping, applying);
    if (grantedScopes(mapping.terms, scene).length > 0) covering = lessPrivileged(mapping, covering);
  }
  return { applying, covering };
}

/** Why none applies: what the nearest about whoever asks lacks; else, that all are about others, or that there is none. */
function denyNearest(tables: DecisionTables, possible: readonly Allowing[], scene: Scene): Deny {
  const nearest = nearestMiss(possible, () => relatedAllows(tables, scene).map(unchecked), scene);
  if (nearest !== undefined) return deny(nearest.reason, scene, nearest.id);
  const { issuer, target, input } = scene;
  const isAboutOthers = input.request.mapping === undefined && tables.allows.hasAny(issuer.id, target.id);
  return deny(isAboutOthers ? 'claim_mismatch' : 'no_mapping', scene);
}

/**
 * Without a named target: the only one that any mapping would give, else the one that came nearest. Only targets with a
 * mapping about whoever asks count: what others get there, or are kept from, is nothing to them.
 */
function settleUnnamed(tables: DecisionTables, issuer: CompiledIssuer, input: DecisionInput): Settled {
  const scenes = targetsFor(tables, issuer, input).map((target) => sceneOf(input, issuer, target));
  const theirs = scenes.filter((scene) => relatedAllows(tables, scene).length > 0);
  const settled = theirs.map((scene) => settleOn(tables, scene));
  const [allowed, another] = settled.filter(({ decision }) => decision.outcome === 'allow');
  if (another !== undefined) return { decision: deny('ambiguous_target') };
  return allowed ?? nearestOf(settled) ?? settleForOthers(tables, scenes);
}

/** The denial that came nearest; without its target where not even a mapping was looked at. */
function nearestOf(settled: readonly Settled[]): Settled | undefined {
  const [nearest] = settled.toSorted((a, b) => nearnessOf(b) - nearnessOf(a));
  if (nearest === undefined) return undefined;
  const { decision } = nearest;
  const tells = decision.outcome === 'allow' || decision.mapping !== undefined;
  return tells ? nearest : { ...nearest, decision: deny(decision.reason) };
}

/** No mapping is about whoever asks, so no target is the one that was meant. */
function settleForOthers(tables: DecisionTables, [scene]: readonly Scene[]): Settled {
  if (scene === undefined) return { decision: deny('no_mapping') };
  const reason =
    guardRefusal(tables, scene) ?? denyNearest(tables, possibleAllows(tables, scene), scene).reason;
  return { decision: deny(reason), scene };
}

function nearnessOf({ decision }: Settled): number {
  const progress = progressOf(decision.outcome === 'deny' ? decision.reason : undefined);
  return decision.mapping === undefined ? progress : progress + DENY_REASONS.length;
}

/** The targets that the issuer has mappings on, in the order of their ids; that of the mapping that is asked for. */
function targetsFor(
  tables: DecisionTables,
  issuer: CompiledIssuer,
  { request: { mapping } }: DecisionInput,
): readonly TrustedTarget[] {
  const asked = mapping === undefined ? undefined : tables.mappings.get(mapping)?.target;
  const isMeant = ({ id }: TrustedTarget) =>
    mapping === undefined ? tables.allows.hasAny(issuer.id, id) : id === asked;
  return [...tables.targets.values()]
    .filter((target) => target.enabled && isMeant(target))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}
