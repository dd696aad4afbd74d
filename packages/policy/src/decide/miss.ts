import type { Claims } from '@cambio/claims';
import type { CompiledMapping } from '../compile/compiled.ts';
import { DENY_REASONS, type DenyReason } from '../decision.ts';
import { type ClaimCondition, isExact } from '../matcher/matcher.ts';
import { claimHolds, refusalOf, stateRefusal } from './judge.ts';
import type { Scene } from './scene.ts';

/** A mapping that does not apply, and how far off it is. */
export interface Miss<M extends CompiledMapping> {
  readonly mapping: M;
  readonly reason: DenyReason;
  /** How many of its conditions failed. */
  readonly failed: number;
  /** Whether it is for this very request by all claims that it holds to exact values, and something else failed. */
  readonly isMeant: boolean;
}

/** How far off a mapping is; `undefined`: it applies. What is checked after the claims counts as one. */
export function missOf<M extends CompiledMapping>(mapping: M, scene: Scene): Miss<M> | undefined {
  const { input } = scene;
  const state = stateRefusal(mapping, input.now);
  const { exact, inexact } = failedClaims(mapping, input.subject.claims);
  const failed = exact + inexact + (state === undefined ? 0 : 1);
  const isMeant = exact === 0;
  if (failed > 0) return { mapping, reason: state ?? 'claim_mismatch', failed, isMeant };
  const reason = refusalOf(mapping, scene);
  return reason === undefined ? undefined : { mapping, reason, failed: 1, isMeant };
}

/** How many claims are not what they are held to, by exact values and otherwise. */
function failedClaims({ first, others }: CompiledMapping, claims: Claims) {
  let [exact, inexact] = [0, 0];
  const count = (condition: ClaimCondition) => {
    if (claimHolds(condition, claims)) return;
    if (isExact(condition.matcher)) exact++;
    else inexact++;
  };
  if (first !== undefined) count(first);
  for (const condition of others) count(condition);
  return { exact, inexact };
}

/**
 * The nearest of the mappings that do not apply. Those that may hold are few, and are looked at first: where one of them lacks
 * a single condition, and is meant for this request, none of the others is nearer, since each has an exact claim that failed.
 *
 * @param possible those of `related` that may hold: all that are meant for this request, and perhaps more
 */
export function nearestMiss<M extends CompiledMapping>(
  possible: readonly M[],
  related: () => readonly M[],
  scene: Scene,
): Miss<M> | undefined {
  const likely = nearestOf(possible, scene);
  return likely?.failed === 1 && likely.isMeant ? likely : nearestOf(related(), scene);
}

function nearestOf<M extends CompiledMapping>(mappings: readonly M[], scene: Scene): Miss<M> | undefined {
  let nearest: Miss<M> | undefined;
  for (const mapping of mappings) {
    const miss = missOf(mapping, scene);
    if (miss !== undefined && (nearest === undefined || compareMisses(miss, nearest) < 0)) nearest = miss;
  }
  return nearest;
}

type Ranked = Pick<Miss<CompiledMapping>, 'failed' | 'isMeant'> & {
  readonly reason?: DenyReason;
  readonly mapping: Pick<CompiledMapping, 'id'>;
};

/** Fewer failed conditions first, then those meant for this request, then the one that came further in the checks, then by id. */
export function compareMisses(a: Ranked, b: Ranked): number {
  if (a.failed !== b.failed) return a.failed - b.failed;
  if (a.isMeant !== b.isMeant) return a.isMeant ? -1 : 1;
  const further = progressOf(b.reason) - progressOf(a.reason);
  if (further !== 0) return further;
  return a.mapping.id < b.mapping.id ? -1 : 1;
}

/** How far the checks got before this reason; without one, to the end. */
export function progressOf(reason: DenyReason | undefined): number {
  return reason === undefined ? DENY_REASONS.length : DENY_REASONS.indexOf(reason);
}
