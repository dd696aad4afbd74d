import type { CompiledMapping } from '../compile/compiled.ts';
import { clearlyMeant, didYouMean } from '../nearest.ts';
import type { Problem } from '../problem.ts';
import { ADVICE_RULES, ERROR_RULES, TIMED_RULES } from '../rules/rules.ts';

/** What is said of an acknowledgement that silences nothing. */
export const NEEDLESS_ACKNOWLEDGEMENT = {
  id: 'needless-acknowledgement',
  severity: 'info',
  summary: 'An acknowledgement that silences nothing hides the finding it names when that one comes up.',
} as const;

/** The findings that a mapping does not acknowledge. */
export function unacknowledged<P extends Problem>(
  { located: { document } }: CompiledMapping,
  problems: readonly P[],
): readonly P[] {
  if (document.acknowledge.length === 0) return problems;
  const acknowledged = new Set(document.acknowledge.map(({ rule }) => rule));
  return problems.filter(({ rule }) => !acknowledged.has(rule));
}

const ERRORS: ReadonlySet<string> = new Set(ERROR_RULES.map(({ id }) => id));
const TIMED: ReadonlySet<string> = new Set(TIMED_RULES.map(({ id }) => id));
const KNOWN: ReadonlySet<string> = new Set([...ADVICE_RULES, ...TIMED_RULES].map(({ id }) => id));

/**
 * The acknowledgements that silence nothing. What time brings may be acknowledged ahead of it; errors cannot be
 * acknowledged at all.
 */
export function needlessAcknowledgements(
  { located: { document } }: CompiledMapping,
  problems: readonly Problem[],
): readonly Problem[] {
  const found = new Set(problems.map(({ rule }) => rule));
  return document.acknowledge.flatMap(({ rule }, index) => {
    if (found.has(rule) || TIMED.has(rule)) return [];
    const { id, severity } = NEEDLESS_ACKNOWLEDGEMENT;
    return [{ rule: id, severity, ...complaint(rule, ['acknowledge', index]) }];
  });
}

function complaint(rule: string, path: Problem['path']): Pick<Problem, 'path' | 'message' | 'hint' | 'fix'> {
  if (ERRORS.has(rule)) {
    return {
      path,
      message: `${rule} is an error, and cannot be acknowledged`,
      fix: { kind: 'remove', path },
    };
  }
  if (KNOWN.has(rule)) {
    return { path, message: `${rule} has nothing to say of this mapping`, fix: { kind: 'remove', path } };
  }
  const meant = clearlyMeant(rule, KNOWN);
  const member = [...path, 'rule'];
  return {
    path: member,
    message: `there is no rule ${JSON.stringify(rule)}`,
    hint: didYouMean(rule, KNOWN),
    fix: meant === undefined ? undefined : { kind: 'set', path: member, value: meant },
  };
}
