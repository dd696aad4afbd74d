import { type Claims, lookUp } from '@cambio/claims';
import type { Result } from '@cambio/oauth';
import type { Terms } from '../compile/compiled.ts';
import type { DenyReason } from '../decision.ts';
import { type ClaimCondition, holds } from '../matcher/matcher.ts';
import { delegationRefusal } from './delegation.ts';
import type { Scene } from './scene.ts';
import { askedScopes, scopesAtStake } from './scopes.ts';

/**
 * The first thing that keeps a mapping from applying; `undefined`: it applies. Checks, in this order: its state, its
 * claims, its condition, its delegation. Given what remains of one that was found by the values of some claims, it does
 * not check these again.
 */
export function refusalOf(terms: Terms, scene: Scene): DenyReason | undefined {
  return (
    stateRefusal(terms, scene.input.now) ??
    matchRefusal(terms, scene.input.subject.claims) ??
    whenRefusal(terms, scene) ??
    (terms.effect === 'allow' ? delegationRefusal(terms, scene) : undefined)
  );
}

/** Whether the mapping is in force at all. `expires` is the first moment it no longer is. */
export function stateRefusal({ enabled, notBefore, expires }: Terms, now: number): DenyReason | undefined {
  if (!enabled) return 'mapping_disabled';
  if (notBefore !== undefined && now < notBefore) return 'mapping_not_yet_valid';
  return expires !== undefined && now >= expires ? 'mapping_expired' : undefined;
}

function matchRefusal({ conditions }: Terms, claims: Claims): DenyReason | undefined {
  for (const condition of conditions) if (!claimHolds(condition, claims)) return 'claim_mismatch';
  return undefined;
}

export function claimHolds({ path, matcher }: ClaimCondition, claims: Claims): boolean {
  return holds(matcher, lookUp(claims, path));
}

function whenRefusal(terms: Terms, scene: Scene): DenyReason | undefined {
  const outcome = whenOutcome(terms, scene);
  if (outcome === undefined) return undefined;
  if (!outcome.ok) return 'condition_error';
  return outcome.value ? undefined : 'condition_false';
}

/** What a mapping's condition gives; `undefined`: it has none. Where no scopes are asked for, an allow mapping's own are. */
export function whenOutcome(
  { when, effect, scopes }: Terms,
  scene: Scene,
): Result<boolean, string> | undefined {
  const { values, target, input } = scene;
  const asked = effect === 'deny' ? scopesAtStake(scene) : (askedScopes(input.request) ?? scopes);
  return when?.evaluate(values.asking(target.id, asked));
}
