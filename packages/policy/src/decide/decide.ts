import type { CompiledTrust, DecisionTables } from '../compile/compiled-trust.ts';
import type { Decision, DecisionInput } from '../decision.ts';
import { settle } from './settle.ts';

/**
 * Decides who gets what: a pure function of its inputs. Never throws. The checks run in the order of `DENY_REASONS`,
 * and the first that fails is the reason. Does not check a token's signature, times or replay.
 */
export function decide(trust: CompiledTrust, input: DecisionInput): Decision {
  return decideWith(trust.tables, input);
}

export function decideWith(tables: DecisionTables, input: DecisionInput): Decision {
  return settle(tables, input).decision;
}
