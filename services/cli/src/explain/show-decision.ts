import type { StoredDecision } from '@cambio/ledger';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Terminal } from '../terminal.ts';
import { decisionText } from '../text/decision.ts';
import { styleFor } from '../text/style.ts';

/** Prints a decision as it was recorded. */
export function showDecision(
  decision: StoredDecision,
  { json }: { readonly json?: true | undefined },
  terminal: Terminal,
): ExitCode {
  terminal.write(
    json === true ? `${JSON.stringify(decision, null, 2)}\n` : decisionText(decision, styleFor(terminal)),
  );
  return decision.outcome === 'allow' ? EXIT.done : EXIT.denied;
}
