import { type CelInput, isCelError, parse, plan } from '@bufbuild/cel';
import type { Profile } from '@cambio/claims';
import { err, ok, type Result } from '@cambio/oauth';
import { depthOf, type Expr, loopDepthOf, sizeOf } from './ast.ts';
import { type ConditionProblem, checkTypes } from './check.ts';
import { hasLoops, meterLoops } from './cost.ts';
import { METERED, PLAIN } from './engine.ts';
import type { ConditionInput } from './input.ts';
import { COST_EXCEEDED, EVALUATION_BUDGET, METER } from './meter.ts';
import { claimsNeeded, claimsRead, pinnedClaims, variablesRead } from './reads.ts';
import { variablesFor } from './variables.ts';

/** A compiled CEL condition. */
export interface Condition {
  readonly text: string;
  /** The ways to claims that it holds to values written in it, whenever it is true. */
  readonly pins: readonly (readonly string[])[];
  /** The ways to claims that it reads. */
  readonly reads: readonly (readonly string[])[];
  /** Whether it holds; the error says why that cannot be told, most often a missing claim. */
  evaluate(input: ConditionInput): Result<boolean, string>;
}

/** What a condition may be. An honest one is a tenth of this. */
export const CONDITION_LIMITS = { length: 2000, brackets: 64, nodes: 400, depth: 32, loops: 2 } as const;

/**
 * Compiles a CEL condition on tokens of a provider: parses it, checks its size, variables, functions and types, and
 * plans it. The cost of an evaluation is bounded whatever the token says.
 */
export function compileCondition(
  text: string,
  profile: Profile,
): Result<Condition, readonly ConditionProblem[]> {
  const parsed = parseCondition(text);
  if (!parsed.ok) return err([parsed.error]);
  const expr = parsed.value;
  const problems = [...sizeProblems(expr), ...checkTypes(expr, variablesFor(profile))];
  if (problems.length > 0) return err(problems);
  const pins = pinnedClaims(expr);
  const reads = claimsRead(expr);
  return ok({ text, pins, reads, evaluate: planned(expr) });
}

function parseCondition(text: string): Result<Expr, ConditionProblem> {
  if (text.length > CONDITION_LIMITS.length) {
    return err({ message: `has more than ${CONDITION_LIMITS.length} characters` });
  }
  if ((text.match(/[([{]/g) ?? []).length > CONDITION_LIMITS.brackets) {
    return err({ message: `has more than ${CONDITION_LIMITS.brackets} brackets` });
  }
  try {
    return ok(parse(text).expr);
  } catch (error) {
    return err({ message: `is no CEL expression: ${error instanceof Error ? error.message : 'unreadable'}` });
  }
}

function sizeProblems(expr: Expr): readonly ConditionProblem[] {
  const { nodes, depth, loops } = CONDITION_LIMITS;
  return [
    ...(sizeOf(expr) > nodes ? [{ message: `has more than ${nodes} parts` }] : []),
    ...(depthOf(expr) > depth ? [{ message: `is nested more than ${depth} deep` }] : []),
    ...(loopDepthOf(expr) > loops ? [{ message: `has more than ${loops} loops inside one another` }] : []),
  ];
}

function planned(expr: Expr): Condition['evaluate'] {
  const environment = hasLoops(expr) ? METERED : PLAIN;
  const variables = variablesRead(expr);
  const need = claimsNeeded(expr);
  meterLoops(expr);
  const run = plan(environment, expr);
  return (input) => {
    const values: Record<string, CelInput> = {};
    for (const variable of variables) {
      const value = input.read(variable, need);
      if (value !== undefined) values[variable] = value;
    }
    METER.start(EVALUATION_BUDGET);
    const value = run(values);
    // An expression may absorb the error (`… || true`); the answer is still no answer.
    if (METER.isSpent) return err(COST_EXCEEDED);
    if (typeof value === 'boolean') return ok(value);
    return err(isCelError(value) ? value.message : 'gives neither true nor false');
  };
}
