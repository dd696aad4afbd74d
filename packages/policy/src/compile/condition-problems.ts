import type { Result } from '@cambio/oauth';
import type { ConditionProblem } from '../condition/check.ts';
import type { Problem } from '../problem.ts';

/** What is wrong with the condition that a member holds. */
export function conditionProblems(
  member: 'when' | 'require',
  compiled: Result<unknown, readonly ConditionProblem[]> | undefined,
): readonly Problem[] {
  if (compiled === undefined || compiled.ok) return [];
  return compiled.error.map(({ message, hint }) => ({
    rule: 'condition',
    path: [member],
    message: `${member} ${message}`,
    hint,
  }));
}
