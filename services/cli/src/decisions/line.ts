import { printable } from '../text/printable.ts';
import type { Style } from '../text/style.ts';

/** What is told of a decision in a line. */
export interface DecisionInLine {
  readonly id: string;
  readonly at: number;
  readonly outcome: 'allow' | 'deny';
  readonly reason?: string;
  readonly mapping?: string;
  readonly target?: string;
  readonly subject: { readonly name: string };
  readonly asked: {
    readonly audience?: string;
    readonly resource?: string;
    readonly scopes?: readonly string[];
  };
}

/** A decision in a line: when, what came of it, who asked for what, and its id. */
export function decisionLine(decision: DecisionInLine, style: Style): string {
  const { id, at, outcome, reason, mapping, subject, asked, target } = decision;
  const verdict =
    outcome === 'allow' ? style.good(`✓ ${mapping ?? 'allowed'}`) : style.bad(`✗ ${reason ?? 'denied'}`);
  const what = [target ?? asked.audience ?? asked.resource ?? '', ...(asked.scopes ?? [])].join(' ');
  const time = style.faint(new Date(at).toISOString());
  return `${time}  ${verdict}  ${printable(`${subject.name} → ${what}`)}  ${style.faint(id)}\n`;
}
