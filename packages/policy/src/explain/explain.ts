import type { CompiledTrust } from '../compile/compiled-trust.ts';
import { settle } from '../decide/settle.ts';
import type { DecisionInput } from '../decision.ts';
import type { Explanation } from '../explanation.ts';
import { conditionsBefore } from './before.ts';
import { candidatesFor, type ExplainBounds } from './candidates.ts';
import { remedyFor } from './remedy.ts';

/** Small enough to be recorded with every denial. */
const USUAL_BOUNDS: ExplainBounds = { candidates: 8, conditions: 60, others: 100 };

/**
 * Decides, and keeps the reasoning: each candidate mapping with each of its conditions, what it expected and what it
 * found. The decision is the one `decide` gives. Never throws; bounded in size whatever the token and the documents
 * say.
 */
export function explain(
  trust: CompiledTrust,
  input: DecisionInput,
  bounds: ExplainBounds = USUAL_BOUNDS,
): Explanation {
  const { tables } = trust;
  const { decision, scene } = settle(tables, input);
  const before = conditionsBefore(tables, decision, input, scene);
  const candidates =
    scene === undefined ? { kept: [], omitted: 0 } : candidatesFor(tables, scene, decision, bounds);
  const remedy = remedyFor(decision, candidates.kept, tables, input);
  return {
    decision,
    ...(before.length === 0 ? {} : { before }),
    candidates: candidates.kept,
    omitted: candidates.omitted,
    ...(remedy === undefined ? {} : { remedy }),
  };
}
