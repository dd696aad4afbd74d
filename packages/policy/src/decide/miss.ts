import type { Claims } from '@cambio/claims';
import type { CompiledMapping } from '../compile/compiled.ts';
import { DENY_REASONS, type DenyReason } from '../decision.ts';
import { claimHolds, refusalOf, stateRefusal } from './judge.ts';
import type { Scene } from './scene.ts';

/** A mapping that does not apply, and how far off it is. */
export interface Miss<M extends CompiledMapping> {
  readonly mapping: M;
  readonly reason: DenyReason;
  /** How many of its conditions failed. */
  readonly failed: number;
}

/** How far off a mapping is; `undefined`: it applies. What is checked after the claims counts as one. */
export function missOf<M extends CompiledMapping>(mapping: M, scene: Scene): Miss<M> | undefined {
  const { input } = scene;
  const state = stateRefusal(mapping, input.now);
  const failed = failedClaims(mapping, input.subject.claims) + (state === undefined ? 0 : 1);
  if (failed > 0) return { mapping, reason: state ?? 'claim_mismatch', failed };
  const reason = refusalOf(mapping, scene);
  return reason === undefined ? undefined : { mapping, reason, failed: 1 };
}

function failedClaims({ first, others }: CompiledMapping, claims: Claims): number {
  let failed = first === undefined || claimHolds(first, claims) ? 0 : 1;
  for (const condition of others) if (!claimHolds(condition, claims)) failed++;
  return failed;
}

/** The nearest of the mappings that do not apply. */
export function nearestMiss<M extends CompiledMapping>(
  mappings: readonly M[],
  scene: Scene,
): Miss<M> | undefined {
  let nearest: Miss<M> | undefined;
  for (const mapping of mappings) {
    const miss = missOf(mapping, scene);
    if (miss !== undefined && (nearest === undefined || compareMisses(miss, nearest) < 0)) nearest = miss;
  }
  return nearest;
}

type Ranked = Pick<Miss<CompiledMapping>, 'failed'> & {
  readonly reason?: DenyReason;
  readonly mapping: Pick<CompiledMapping, 'id'>;
};

/** Fewer failed conditions first, then the one that came further in the checks, then by id. */
export function compareMisses(a: Ranked, b: Ranked): number {
  if (a.failed !== b.failed) return a.failed - b.failed;
  const further = progressOf(b.reason) - progressOf(a.reason);
  if (further !== 0) return further;
  return a.mapping.id < b.mapping.id ? -1 : 1;
}

/** How far the checks got before this reason; without one, to the end. */
export function progressOf(reason: DenyReason | undefined): number {
  return reason === undefined ? DENY_REASONS.length : DENY_REASONS.indexOf(reason);
}
