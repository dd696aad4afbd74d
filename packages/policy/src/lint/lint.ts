import type { CompiledMapping } from '../compile/compiled.ts';
import type { CompiledTrust } from '../compile/compiled-trust.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { diagnose, type Problem } from '../problem.ts';
import type { Moment } from '../rules/moment.ts';
import { Neighbours } from '../rules/neighbours.ts';
import { ADVICE_RULES, ERROR_RULES, TIMED_RULES } from '../rules/rules.ts';
import type { Steps } from '../steps.ts';
import { NEEDLESS_ACKNOWLEDGEMENT, needlessAcknowledgements, unacknowledged } from './acknowledge.ts';

/** What there is to know of a rule without its workings. */
export interface LintRule {
  readonly id: string;
  readonly severity: Diagnostic['severity'];
  /** What can go wrong. */
  readonly summary: string;
}

/** Every lint rule; each has a page of its own in `docs/reference/lint`. */
export const LINT_RULES: readonly LintRule[] = [
  ...ERROR_RULES.map(({ id, summary }) => ({ id, severity: 'error' as const, summary })),
  ...[...ADVICE_RULES, ...TIMED_RULES].map(({ id, severity, summary }) => ({ id, severity, summary })),
  NEEDLESS_ACKNOWLEDGEMENT,
];

/**
 * What the rules advise on some mappings of documents that are in order, as far as it follows from these alone. Takes
 * time in proportion to the number of mappings: each is compared with a bounded number of others, in a step of its own.
 */
export function* advise(
  { tables }: CompiledTrust,
  mappings: Iterable<CompiledMapping>,
): Steps<readonly Diagnostic[]> {
  const scene = { issuers: tables.issuers, targets: tables.targets, neighbours: new Neighbours(tables) };
  const advice: Diagnostic[] = [];
  for (const mapping of mappings) {
    const problems = ADVICE_RULES.flatMap(({ id, severity, check }) =>
      check(mapping, scene).map((found): Problem => ({ rule: id, severity, ...found })),
    );
    for (const problem of [
      ...unacknowledged(mapping, problems),
      ...needlessAcknowledgements(mapping, problems),
    ]) {
      advice.push(diagnose(mapping.located, problem));
    }
    yield;
  }
  return advice;
}

/** What loading advises on all mappings of a trust, a mapping a step. */
export function adviseSteps(trust: CompiledTrust): Steps<readonly Diagnostic[]> {
  return advise(trust, trust.tables.mappings.values());
}

/**
 * What has become of mappings by a moment: expired, to be reviewed, unused where the history says so. Loading says all
 * that does not depend on time.
 */
export function lintAt({ tables }: CompiledTrust, moment: Moment): readonly Diagnostic[] {
  return [...tables.mappings.values()].flatMap((mapping) => {
    const problems = TIMED_RULES.flatMap(({ id, severity, check }) =>
      check(mapping, moment).map((found): Problem => ({ rule: id, severity, ...found })),
    );
    return unacknowledged(mapping, problems).map((problem) => diagnose(mapping.located, problem));
  });
}
