import type { LiveToken } from '../../api/tokens.ts';

export interface TaskTokens {
  /** `undefined`: those that were issued for no task. */
  readonly task: string | undefined;
  readonly tokens: readonly LiveToken[];
}

/** The tokens by the workload's task, in the order of the newest of each. The workload may be their actor. */
export function tasksOf(tokens: readonly LiveToken[], workload: string): readonly TaskTokens[] {
  const byTask = Map.groupBy(tokens, ({ subject, actor }) =>
    subject.workload === workload ? subject.task : actor?.task,
  );
  return [...byTask].map(([task, ofTask]) => ({ task, tokens: ofTask }));
}
