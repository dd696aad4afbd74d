import type { StoredDecision } from '@cambio/ledger';
import { columns } from './columns.ts';
import { explanationText, remedyText } from './explanation.ts';
import { printable } from './printable.ts';
import { reasonText } from './reasons.ts';
import type { Style } from './style.ts';

/** A decision as it was recorded: who asked for what, what came of it, and why. */
export function decisionText(decision: StoredDecision, style: Style): string {
  const { outcome, reason, mapping, explanation } = decision;
  const verdict =
    outcome === 'allow'
      ? `${style.good('✓')} allowed by ${style.strong(mapping ?? 'a mapping')}\n`
      : `${style.bad('✗')} denied: ${reasonText(reason ?? 'unknown')}\n`;
  const facts = columns(
    factsOf(decision).map(([name, value]) => [style.faint(name), printable(value)]),
    INDENT,
  );
  if (explanation === undefined) return verdict + facts;
  return [
    verdict,
    remedyText(explanation.remedy, style),
    facts,
    '\n',
    explanationText(explanation, style, INDENT),
  ].join('');
}

const INDENT = '  ';

function factsOf({
  id,
  at,
  revision,
  subject,
  actor,
  asked,
  target,
  issued,
}: StoredDecision): [string, string][] {
  const facts: [string, string | undefined][] = [
    ['decision', id],
    ['at', new Date(at).toISOString()],
    ['trust', `revision ${revision}`],
    ['subject', `${subject.name}  (${subject.workload})`],
    ['actor', actor && `${actor.name}  (${actor.workload})`],
    ['asked for', [asked.audience ?? asked.resource ?? target, ...(asked.scopes ?? [])].join(' ')],
    ['from', asked.ip],
    ['issued', issued && `${issued.scopes.join(' ')} as ${issued.subject} for ${issued.audience}`],
    ['until', issued && new Date(issued.expiresAt * 1000).toISOString()],
  ];
  return facts.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
}
