import type { StoredDecision } from '@cambio/ledger';
import type { JsonValue } from '@cambio/oauth';
import { durationText } from './claims.ts';
import { columns } from './columns.ts';
import { count } from './count.ts';
import { reasonText } from './reasons.ts';
import type { Style } from './style.ts';

/** An explanation just made, or one out of the record, where it may have been put by another version. */
export type ReadableExplanation = NonNullable<StoredDecision['explanation']>;

type Candidate = ReadableExplanation['candidates'][number];
type Condition = Candidate['conditions'][number];

/** The decision itself, in a line. */
export function verdictText({ decision }: ReadableExplanation, style: Style): string {
  if (decision.outcome === 'deny') return `${style.bad('✗')} denied: ${reasonText(decision.reason)}\n`;
  const { mapping, target, scopes, lifetime } = decision;
  return (
    `${style.good('✓')} allowed by ${style.strong(mapping)}: ` +
    `${scopes.join(' ')} of ${target} for ${durationText(lifetime)}\n`
  );
}

/** Every mapping that was considered and what it demanded, in the order given: nearest misses first. */
export function explanationText(
  { candidates, omitted, remedy }: ReadableExplanation,
  style: Style,
  indent = '',
): string {
  const sections = candidates.map((candidate) => candidateText(candidate, style, indent));
  if (omitted > 0)
    sections.push(`${indent}${style.faint(`and ${count(omitted, 'more mapping')}, further off`)}\n`);
  if (remedy !== undefined) sections.push(`${indent}${style.caution('→')} ${remedy}\n`);
  return sections.join('\n');
}

function candidateText(candidate: Candidate, style: Style, indent: string): string {
  const { mapping, effect, reason, selected, conditions } = candidate;
  const fate = selected ? style.good('chosen') : (reason ?? 'would also do');
  const name = effect === 'deny' ? `${mapping} (denies)` : mapping;
  return (
    `${indent}${style.strong(name)}  ${style.faint(fate)}\n` +
    columns(
      conditions.map((condition) => conditionCells(condition, style)),
      `${indent}  `,
    )
  );
}

function conditionCells({ what, expected, found, held }: Condition, style: Style): string[] {
  if (held) return [style.good('✓'), what, style.faint(expected)];
  return [
    style.bad('✗'),
    what,
    expected,
    style.bad(found === undefined ? 'is not there' : `is ${valueText(found)}`),
  ];
}

function valueText(value: JsonValue): string {
  return JSON.stringify(value);
}
