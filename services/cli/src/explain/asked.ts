import { asDecision } from '@cambio/ledger';
import { callAdmin } from '../admin/call-admin.ts';
import type { AdminOptions } from '../admin/open-admin.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { report } from '../problem.ts';
import type { Terminal } from '../terminal.ts';
import { showDecision } from './show-decision.ts';

export interface AskedOptions extends AdminOptions {
  readonly json?: true | undefined;
}

/** Asks a running gateway for a decision, and shows it as it was recorded. */
export async function explainAsked(id: string, options: AskedOptions, terminal: Terminal): Promise<ExitCode> {
  const path = `decisions/${encodeURIComponent(id)}`;
  const answer = await callAdmin({ method: 'GET', path, scope: 'decisions:read' }, options, terminal);
  if (!answer.ok) return report(answer.error, terminal);
  const decision = asDecision(answer.value);
  if (decision !== undefined) return showDecision(decision, options, terminal);
  return report({ exit: EXIT.unreachable, message: 'the gateway answers with no decision' }, terminal);
}
