import type { Possibility } from '../candidates/possibilities.ts';
import type { AllowTerms, CompiledAllow } from '../compile/compiled.ts';
import type { DecisionTables } from '../compile/compiled-trust.ts';
import type { DenyReason } from '../decision.ts';
import { refusalOf } from './judge.ts';
import type { Scene } from './scene.ts';

/** The allow mappings that may apply, by the index; of these the one that is asked for, when one is. */
export function possibleAllows(
  { allows }: DecisionTables,
  { issuer, target, input }: Scene,
): readonly Possibility<AllowTerms>[] {
  const { mapping } = input.request;
  const possible = allows.possible(issuer.id, target.id, input.subject.claims);
  return mapping === undefined ? possible : possible.filter(({ id }) => id === mapping);
}

/**
 * The allow mappings that a denial is measured against: those about whoever asks, whether they hold or not; the one
 * that is asked for, when one is.
 */
export function relatedAllows({ allows, mappings }: DecisionTables, scene: Scene): readonly CompiledAllow[] {
  const { issuer, target, input } = scene;
  if (input.request.mapping !== undefined) return askedFor(mappings, scene, input.request.mapping);
  return allows.about(issuer.id, target.id, input.subject.claims);
}

function askedFor(
  mappings: DecisionTables['mappings'],
  { issuer, target }: Scene,
  id: string,
): readonly CompiledAllow[] {
  const mapping = mappings.get(id);
  const isMeant = mapping?.effect === 'allow' && mapping.issuer === issuer.id && mapping.target === target.id;
  return isMeant ? [mapping] : [];
}

/** A deny mapping that applies, or whose condition cannot be told. */
export interface Ban {
  /** The mapping's. */
  readonly id: string;
  readonly reason: DenyReason;
}

/** The `target` of a deny mapping on all of them. */
const EVERY_TARGET = '*';

const NO_BANS: readonly Ban[] = [];

/** The deny mappings that match, by id. One whose condition cannot be told denies too, and says so. */
export function bansOn({ denies }: DecisionTables, scene: Scene): readonly Ban[] {
  const { issuer, target, input } = scene;
  const { claims } = input.subject;
  const onTarget = denies.possible(issuer.id, target.id, claims);
  const onEvery = denies.possible(issuer.id, EVERY_TARGET, claims);
  if (onTarget.length === 0 && onEvery.length === 0) return NO_BANS;
  const bans: Ban[] = [];
  for (const { id, terms } of [...onTarget, ...onEvery]) {
    const refusal = refusalOf(terms, scene);
    if (refusal === undefined) bans.push({ id, reason: 'denied_by_mapping' });
    if (refusal === 'condition_error') bans.push({ id, reason: refusal });
  }
  return bans.sort((a, b) => (a.id < b.id ? -1 : 1));
}
