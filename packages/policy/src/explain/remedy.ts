import type { DecisionTables } from '../compile/compiled-trust.ts';
import type { Decision, DecisionInput, Deny, DenyReason } from '../decision.ts';
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
  return STANDS_BEFORE.has(decision.reason) ? remedyBefore(decision, allows) : remedyAmong(allows);
}

/** Reasons that keep a mapping from granting although all its own conditions hold. */
const STANDS_BEFORE: ReadonlySet<DenyReason> = new Set([
  'issuer_condition',
  'actor_issuer_condition',
  'denied_by_mapping',
]);

function remedyBefore({ reason, mapping }: Deny, allows: readonly Candidate[]): string | undefined {
  const granting = allows.find((candidate) => candidate.reason === undefined);
  if (granting === undefined) return undefined;
  const cause =
    reason === 'denied_by_mapping'
      ? `deny mapping ${mapping} did not apply`
      : 'the token satisfied what its issuer requires of every token';
  return `Mapping ${granting.mapping} would grant this, if ${cause}.`;
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
