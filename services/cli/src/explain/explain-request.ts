import { EXIT, type ExitCode } from '../exit-code.ts';
import { type Problem, report } from '../problem.ts';
import type { Terminal } from '../terminal.ts';
import { type AskedOptions, explainAsked } from './asked.ts';
import { type ClaimsOptions, readClaims } from './claims.ts';
import { explainLocally, type LocalOptions } from './local.ts';
import { explainRecorded } from './recorded.ts';

export interface ExplainOptions extends ClaimsOptions, LocalOptions, AskedOptions {
  readonly decision?: string | undefined;
}

/** Explains a recorded decision, from the store or by a running gateway, or what the trust documents make of claims. */
export async function explainRequest(options: ExplainOptions, terminal: Terminal): Promise<ExitCode> {
  const { decision, gateway } = options;
  if (decision !== undefined && gateway !== undefined) return explainAsked(decision, options, terminal);
  if (decision !== undefined) return explainRecorded(decision, options, terminal);
  if (gateway !== undefined) return report(NO_DECISION, terminal);
  const claims = await readClaims(options, terminal);
  if (!claims.ok) return report(claims.error, terminal);
  if (claims.value === undefined) {
    return report({ exit: EXIT.usage, message: 'what shall be explained?', hint: WAYS }, terminal);
  }
  return explainLocally(claims.value, options, terminal);
}

const NO_DECISION: Problem = { exit: EXIT.usage, message: '--gateway needs --decision' };

const WAYS = 'Give --claims FILE, --token-file FILE or --decision ID; see `cambio explain --help`.';
