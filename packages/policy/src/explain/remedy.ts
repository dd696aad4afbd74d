import type { DecisionTables } from '../compile/compiled-trust.ts';
import type { Decision, DecisionInput, Deny } from '../decision.ts';
import type { Candidate, Condition } from '../explanation.ts';
import { meantTarget } from './before.ts';
import { statement } from './statement.ts';

/**
 * The one change that would have turned a denial into a grant, where a single one would: to the nearest candidate of
 * which just one condition failed.
 */
export function remedyFor(
  decision: Decision,
  candidates: readonly Candidate[],
  tables: DecisionTables,
  input: DecisionInput,
): string | undefined {
  if (decision.outcome === 'allow') return undefined;
  if (decision.reason === 'unknown_target') return meantTarget(tables, input);
  if (decision.reason === 'ambiguous_target') return 'Name the target in audience.';
  const allows = candidates.filter(({ effect }) => effect === 'allow');
  const obstacles = [...obstaclesBefore(decision), ...candidates.filter(isBan).map(withoutBan)];
  if (obstacles.length === 0) return remedyAmong(allows);
  const granting = allows.find(({ reason }) => reason === undefined);
  if (granting === undefined || obstacles.length > 1) return undefined;
  return `Mapping ${granting.mapping} would grant this, if ${obstacles[0]}.`;
}

/** What keeps a mapping from granting although all its own conditions hold. */
function obstaclesBefore({ reason }: Deny): readonly string[] {
  if (reason === 'issuer_condition') return ['the token satisfied what its issuer requires of every token'];
  if (reason === 'actor_issuer_condition') return ["the actor's token satisfied what its issuer requires"];
  if (reason === 'actor_is_delegated') return ["the actor's token named nobody else who acts or may act"];
  return [];
}

/** Deny mappings are candidates only where they apply. */
function isBan({ effect }: Candidate): boolean {
  return effect === 'deny';
}

function withoutBan({ mapping }: Candidate): string {
  return `deny mapping ${mapping} did not apply`;
}

function remedyAmong(allows: readonly Candidate[]): string | undefined {
  const near = allows.find(({ conditions }) => failedOf(conditions).length === 1);
  const [failed] = near === undefined ? [] : failedOf(near.conditions);
  if (near === undefined || failed === undefined) return undefined;
  return `Mapping ${near.mapping} would grant this, if only this held: ${statement(failed)}.`;
}

function failedOf(conditions: readonly Condition[]): readonly Condition[] {
  return conditions.filter(({ held }) => !held);
}
