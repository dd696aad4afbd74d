import type { Decision } from '../decision.ts';
import type { Candidate, Condition, Explanation } from '../explanation.ts';
import { statement } from './statement.ts';

/** An explanation as plain text for a terminal, a line for each condition; no colour. */
export function formatExplanation({
  decision,
  before = [],
  candidates,
  omitted,
  remedy,
}: Explanation): string {
  const lines = [
    headline(decision),
    ...(remedy === undefined ? [] : [remedy]),
    ...before.map((condition) => conditionLine(condition)),
    ...candidates.flatMap((candidate) => ['', ...candidateLines(candidate)]),
    ...(omitted === 0 ? [] : ['', `and ${omitted} more mappings, further off`]),
  ];
  return `${lines.map(printable).join('\n')}\n`;
}

function headline(decision: Decision): string {
  if (decision.outcome === 'deny') {
    const where = decision.target === undefined ? '' : `, for target ${decision.target}`;
    return `DENY ${decision.reason}${where}`;
  }
  const { mapping, target, scopes, subject, lifetime } = decision;
  return `ALLOW by mapping ${mapping}, for target ${target}: ${scopes.join(' ')} as ${subject}, ${lifetime} s`;
}

function candidateLines({ mapping, effect, reason, selected, conditions }: Candidate): readonly string[] {
  const outcome = selected ? 'selected' : (reason ?? (effect === 'deny' ? 'applies' : 'not needed'));
  return [`${effect} mapping ${mapping}: ${outcome}`, ...conditions.map(conditionLine)];
}

function conditionLine(condition: Condition): string {
  return `  ${condition.held ? 'ok  ' : 'FAIL'} ${statement(condition)}`;
}

/** A token's text must not steer the terminal. */
function printable(line: string): string {
  return line.replace(/\p{C}/gu, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
}
