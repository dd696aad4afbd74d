import { isCelError, parse, plan } from '@bufbuild/cel';
import { err, ok, type Result } from '@cambio/oauth';
import { ENVIRONMENT } from './engine.ts';
import type { ConditionInput } from './input.ts';

/** A compiled CEL condition. */
export interface Condition {
  readonly text: string;
  /** Whether it holds; the error says why that could not be told, a missing claim above all. */
  evaluate(input: ConditionInput): Result<boolean, string>;
}

export interface ConditionProblem {
  readonly message: string;
  readonly hint?: string | undefined;
}

export function compileCondition(text: string): Result<Condition, ConditionProblem> {
  try {
    const run = plan(ENVIRONMENT, parse(text));
    return ok({
      text,
      evaluate: (input) => {
        const value = run(input);
        if (typeof value === 'boolean') return ok(value);
        return err(isCelError(value) ? value.message : 'gives no boolean');
      },
    });
  } catch (error) {
    return err({ message: `is no CEL expression: ${error instanceof Error ? error.message : 'unreadable'}` });
  }
}
