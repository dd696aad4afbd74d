import { readFile } from 'node:fs/promises';
import { detectSource, fileSource, stdinSource, type TokenSource, variableSource } from '@cambio/client';
import { err, ok, type Result } from '@cambio/oauth';
import { EXIT } from '../exit-code.ts';
import type { Problem } from '../problem.ts';
import type { Terminal } from '../terminal.ts';

/** Where the platform's token comes from; with none of them it is looked for. */
export interface SourceOptions {
  readonly subjectTokenFile?: string | undefined;
  readonly subjectTokenStdin?: true | undefined;
  readonly subjectTokenEnv?: string | undefined;
}

export function chooseSource(options: SourceOptions, terminal: Terminal): Result<TokenSource, Problem> {
  const { subjectTokenFile: file, subjectTokenStdin: stdin, subjectTokenEnv: variable } = options;
  const io = { fetch, readFile: (path: string) => readFile(path, 'utf8') };
  if (file !== undefined) return ok(fileSource(file, io));
  if (stdin === true) return ok(stdinSource(terminal.readInput));
  if (variable !== undefined) return ok(variableSource(variable, terminal.env));
  const found = detectSource(terminal.env, io);
  return found === undefined ? err(NOWHERE) : ok(found);
}

const NOWHERE: Problem = {
  exit: EXIT.usage,
  message: 'this environment offers no platform token',
  hint: 'Say where it is with --subject-token-file, --subject-token-stdin or --subject-token-env.',
};
