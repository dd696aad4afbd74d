import { err, ok, type Result } from '@cambio/oauth';
import { EXIT } from '../exit-code.ts';
import type { Problem } from '../problem.ts';

const SELECTORS = ['token', 'mapping', 'target', 'issuer', 'workload', 'task', 'client', 'before'] as const;

type By = (typeof SELECTORS)[number];

export type SelectorOptions = Partial<Record<By, string | undefined>>;

/** What tokens have in common. */
export interface Selector {
  readonly by: By;
  readonly value: string;
}

/** The one selector that was given, or none. */
export function selectorOf(options: SelectorOptions): Result<Selector | undefined, Problem> {
  const selectors = SELECTORS.flatMap((by): Selector[] => {
    const value = options[by];
    return value === undefined ? [] : [{ by, value }];
  });
  const [selector, ...others] = selectors;
  return others.length === 0 ? ok(selector) : err(problem('tokens are chosen by one thing alone'));
}

export function problem(message: string): Problem {
  return {
    exit: EXIT.usage,
    message,
    hint: `Give one of ${SELECTORS.map((by) => `--${by}`).join(', ')}.`,
  };
}
