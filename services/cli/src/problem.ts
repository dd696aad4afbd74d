import type { Diagnostic } from '@cambio/policy';
import type { ExitCode } from './exit-code.ts';
import type { Terminal } from './terminal.ts';
import { diagnosticLines } from './text/diagnostics.ts';
import { PLAIN } from './text/style.ts';

/** Why a command could not do what it was asked, for the person who asked. */
export interface Problem {
  readonly exit: ExitCode;
  /** One sentence, without a full stop. Never a credential. */
  readonly message: string;
  /** What to do about it. */
  readonly hint?: string;
  /** What is wrong with the documents that kept it from being done. */
  readonly diagnostics?: readonly Diagnostic[];
}

/** Says what went wrong, and gives the code to end with. */
export function report({ exit, message, hint, diagnostics = [] }: Problem, terminal: Terminal): ExitCode {
  terminal.note(diagnosticLines(diagnostics, PLAIN));
  terminal.note(`cambio: ${message}\n`);
  if (hint !== undefined) terminal.note(`  ${hint}\n`);
  return exit;
}
