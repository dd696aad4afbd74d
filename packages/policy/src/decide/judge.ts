import { type Claims, lookUp } from '@cambio/claims';
import type { CompiledMapping } from '../compile/compiled.ts';
import { DENY_REASONS, type DenyReason } from '../decision.ts';
import type { ClaimCondition } from '../matcher/matcher.ts';
import { holds } from '../matcher/matcher.ts';
import { delegationRefusal } from './delegation.ts';
import type { Scene } from './scene.ts';

/** The first thing that keeps a mapping from applying, in the order of the checks; `undefined`: it applies. */
export function refusalOf(mapping: CompiledMapping, scene: Scene): DenyReason | undefined {
  return (
    stateRefusal(mapping, scene.input.now) ??
    (mapping.conditions.every((condition) => claimHolds(condition, scene.input.subject.claims))
      ? undefined
      : 'claim_mismatch') ??
    whenRefusal(mapping, scene) ??
    (mapping.effect === 'allow' ? delegationRefusal(mapping, scene) : undefined)
  );
}

/** Whether the mapping is in force at all. `expires` is the first moment it no longer is. */
export function stateRefusal(
  { enabled, notBefore, expires }: CompiledMapping,
  now: number,
): DenyReason | undefined {
  if (!enabled) return 'mapping_disabled';
  if (notBefore !== undefined && now < notBefore) return 'mapping_not_yet_valid';
  return expires !== undefined && now >= expires ? 'mapping_expired' : undefined;
}

export function claimHolds({ path, matcher }: ClaimCondition, claims: Claims): boolean {
  return holds(matcher, lookUp(claims, path));
}

export function whenRefusal(mapping: CompiledMapping, scene: Scene): DenyReason | undefined {
  if (mapping.when === undefined) return undefined;
  const outcome = mapping.when.evaluate(scene.variables(scene.input.request.scopes ?? mapping.scopes));
  if (!outcome.ok) return 'condition_error';
  return outcome.value ? undefined : 'condition_false';
}

/** A mapping that does not apply, and how far off it is. */
export interface Miss {
  readonly mapping: CompiledMapping;
  readonly reason: DenyReason;
  /** How many of its conditions failed. */
  readonly failed: number;
}

/** How far off a mapping is. What runs after the claims counts as one, and only when those hold. */
export function missOf(mapping: CompiledMapping, scene: Scene): Miss | undefined {
  const reason = refusalOf(mapping, scene);
  if (reason === undefined) return undefined;
  const { claims } = scene.input.subject;
  const claimsFailed = mapping.conditions.filter((condition) => !claimHolds(condition, claims)).length;
  const stateFailed = stateRefusal(mapping, scene.input.now) === undefined ? 0 : 1;
  return { mapping, reason, failed: Math.max(1, claimsFailed + stateFailed) };
}

/** Fewer failed conditions, then the one that came further in the checks, then the first id. */
export function isNearer(a: Miss, b: Miss): boolean {
  if (a.failed !== b.failed) return a.failed < b.failed;
  const [progressOfA, progressOfB] = [DENY_REASONS.indexOf(a.reason), DENY_REASONS.indexOf(b.reason)];
  return progressOfA === progressOfB ? a.mapping.id < b.mapping.id : progressOfA > progressOfB;
}
