import type { StoredDecision } from '@cambio/ledger';
import { durationText } from './claims.ts';
import { columns } from './columns.ts';
import { count } from './count.ts';
import { printable } from './printable.ts';
import { reasonText } from './reasons.ts';
import type { Style } from './style.ts';

/** An explanation just made, or one out of the record, where it may have been put by another version. */
export type ReadableExplanation = NonNullable<StoredDecision['explanation']>;

type Candidate = ReadableExplanation['candidates'][number];
type Condition = Candidate['conditions'][number];

/** The decision itself in a line, and the one change that would have turned it, where there is one. */
export function verdictText({ decision, remedy }: ReadableExplanation, style: Style): string {
  if (decision.outcome === 'deny') {
    return `${style.bad('✗')} denied: ${reasonText(decision.reason)}\n${remedyText(remedy, style)}`;
  }
  const { mapping, target, scopes, lifetime } = decision;
  return (
    `${style.good('✓')} allowed by ${style.strong(mapping)}: ` +
    `${scopes.join(' ')} of ${target} for ${durationText(lifetime)}\n`
  );
}

export function remedyText(remedy: string | undefined, style: Style, indent = ''): string {
  return remedy === undefined ? '' : `${indent}${style.caution('→')} ${printable(remedy)}\n`;
}

/** What failed before any mapping was asked; then each mapping and what it demands, nearest misses first. */
export function explanationText(
  { before = [], candidates, omitted }: ReadableExplanation,
  style: Style,
  indent = '',
): string {
  const sections = candidates.map((candidate) => candidateText(candidate, style, indent));
  if (before.length > 0) sections.unshift(conditionLines(before, style, indent));
  if (omitted > 0)
    sections.push(`${indent}${style.faint(`and ${count(omitted, 'more mapping')}, further off`)}\n`);
  return sections.join('\n');
}

function candidateText(candidate: Candidate, style: Style, indent: string): string {
  const { mapping, effect, reason, selected, conditions } = candidate;
  const fate = selected ? style.good('chosen') : style.faint(reason ?? 'would also do');
  const name = effect === 'deny' ? `${mapping} (denies)` : mapping;
  return `${indent}${style.strong(name)}  ${fate}\n${conditionLines(conditions, style, `${indent}  `)}`;
}

function conditionLines(conditions: readonly Condition[], style: Style, indent: string): string {
  return columns(
    conditions.map((condition) => conditionCells(condition, style)),
    indent,
  );
}

/** Whether it held, what it is about, what was expected and, where that was not so, what was found. */
function conditionCells(condition: Condition, style: Style): string[] {
  const [subject = '', expected = ''] = phrase(condition).map(printable);
  if (condition.held) return [style.good('✓'), subject, style.faint(expected)];
  const found = foundText(condition);
  return [style.bad('✗'), subject, expected, ...(found === undefined ? [] : [style.bad(found)])];
}

/** Subject and predicate. A CEL condition is long, so it stands where there is room. */
function phrase({ kind, what, expected }: Condition): [string, string] {
  switch (kind) {
    case 'match':
    case 'target':
    case 'binding':
      return [what, expected];
    case 'when':
      return ['when', what.replaceAll(/\s+/g, ' ')];
    case 'state':
      return [`mapping ${what}`, expected];
    default:
      return [`${kind} ${what}`, expected];
  }
}

function foundText({ kind, found }: Condition): string | undefined {
  if (found !== undefined) return `found ${printable(JSON.stringify(found))}`;
  return kind === 'match' || kind === 'actor' ? 'absent' : undefined;
}
