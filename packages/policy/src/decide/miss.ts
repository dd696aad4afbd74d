import type { Claims } from '@cambio/claims';
import type { Possibility } from '../candidates/possibilities.ts';
import type { Terms } from '../compile/compiled.ts';
import { DENY_REASONS, type DenyReason } from '../decision.ts';
import { isExact } from '../matcher/exact.ts';
import { claimHolds, refusalOf, stateRefusal } from './judge.ts';
import type { Scene } from './scene.ts';

/** A mapping that does not apply, and how far off it is. */
export interface Miss {
  /** The mapping's. */
  readonly id: string;
  readonly reason: DenyReason;
  /** How many of its conditions failed. */
  readonly failed: number;
  /** Whether it is for this very request by all claims that it holds to exact values, and something else failed. */
  readonly isMeant: boolean;
}

/** How far off a mapping is; `undefined`: it applies. What is checked after the claims counts as one. */
export function missOf({ id, terms }: Possibility<Terms>, scene: Scene): Miss | undefined {
  const { input } = scene;
  const state = stateRefusal(terms, input.now);
  const { exact, inexact } = failedClaims(terms, input.subject.claims);
  const failed = exact + inexact + (state === undefined ? 0 : 1);
  const isMeant = exact === 0;
  if (failed > 0) return { id, reason: state ?? 'claim_mismatch', failed, isMeant };
  const reason = refusalOf(terms, scene);
  return reason === undefined ? undefined : { id, reason, failed: 1, isMeant };
}

/** How many claims are not what they are held to, by exact values and otherwise. */
function failedClaims({ conditions }: Terms, claims: Claims) {
  let [exact, inexact] = [0, 0];
  for (const condition of conditions) {
    if (claimHolds(condition, claims)) continue;
    if (isExact(condition.matcher)) exact++;
    else inexact++;
  }
  return { exact, inexact };
}

/**
 * The nearest of the mappings that do not apply. Those that may hold are few, and are looked at first: where one of them lacks
 * a single condition, and is meant for this request, none of the others is nearer, since each has an exact claim that failed.
 *
 * @param possible those of `related` that may hold: all that are meant for this request, and perhaps more
 */
export function nearestMiss(
  possible: readonly Possibility<Terms>[],
  related: () => readonly Possibility<Terms>[],
  scene: Scene,
): Miss | undefined {
  const likely = nearestOf(possible, scene);
  return likely?.failed === 1 && likely.isMeant ? likely : nearestOf(related(), scene);
}

function nearestOf(mappings: readonly Possibility<Terms>[], scene: Scene): Miss | undefined {
  let nearest: Miss | undefined;
  for (const mapping of mappings) {
    const miss = missOf(mapping, scene);
    if (miss !== undefined && (nearest === undefined || compareMisses(miss, nearest) < 0)) nearest = miss;
  }
  return nearest;
}

type Ranked = Pick<Miss, 'id' | 'failed' | 'isMeant'> & { readonly reason?: DenyReason };

/** Fewer failed conditions first, then those meant for this request, then the one that came further in the checks, then by id. */
export function compareMisses(a: Ranked, b: Ranked): number {
  if (a.failed !== b.failed) return a.failed - b.failed;
  if (a.isMeant !== b.isMeant) return a.isMeant ? -1 : 1;
  const further = progressOf(b.reason) - progressOf(a.reason);
  if (further !== 0) return further;
  return a.id < b.id ? -1 : 1;
}

/** How far the checks got before this reason; without one, to the end. */
export function progressOf(reason: DenyReason | undefined): number {
  return reason === undefined ? DENY_REASONS.length : DENY_REASONS.indexOf(reason);
}
