import { EXIT, type ExitCode } from '../exit-code.ts';
import { report } from '../problem.ts';
import type { Terminal } from '../terminal.ts';
import { type ClaimsOptions, readClaims } from './claims.ts';
import { explainLocally, type LocalOptions } from './local.ts';
import { explainRecorded } from './recorded.ts';

export interface ExplainOptions extends ClaimsOptions, LocalOptions {
  readonly decision?: string | undefined;
}

/** Explains a recorded decision, or what the trust documents make of claims. */
export async function explainRequest(options: ExplainOptions, terminal: Terminal): Promise<ExitCode> {
  if (options.decision !== undefined) return explainRecorded(options.decision, options, terminal);
  const claims = await readClaims(options, terminal);
  if (!claims.ok) return report(claims.error, terminal);
  if (claims.value === undefined) {
    return report({ exit: EXIT.usage, message: 'what shall be explained?', hint: WAYS }, terminal);
  }
  return explainLocally(claims.value, options, terminal);
}

const WAYS = 'Give --claims FILE, --token-file FILE or --decision ID; see `cambio explain --help`.';
