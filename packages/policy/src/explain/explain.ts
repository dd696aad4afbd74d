import type { CompiledTrust } from '../compile/compiled-trust.ts';
import { decide } from '../decide/decide.ts';
import type { DecisionInput } from '../decision.ts';
import type { Explanation } from '../explanation.ts';

/** Decides, and keeps the reasoning. */
export function explain(trust: CompiledTrust, input: DecisionInput): Explanation {
  return { decision: decide(trust, input), candidates: [], omitted: 0 };
}
