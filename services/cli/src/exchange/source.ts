import {
  detectSource,
  fileSource,
  type NoSource,
  openSource,
  type SourceName,
  stdinSource,
  type TokenSource,
  variableSource,
} from '@cambio/client';
import { nodeRuntime } from '@cambio/client/node';
import { err, ok, type Result } from '@cambio/oauth';
import { EXIT } from '../exit-code.ts';
import type { Problem } from '../problem.ts';
import type { Terminal } from '../terminal.ts';

/** Where the platform's token comes from; with none of them it is looked for. */
export interface SourceOptions {
  readonly source?: SourceName | undefined;
  readonly subjectTokenFile?: string | undefined;
  readonly subjectTokenStdin?: true | undefined;
  readonly subjectTokenEnv?: string | undefined;
}

export async function chooseSource(
  options: SourceOptions,
  terminal: Terminal,
): Promise<Result<TokenSource, Problem>> {
  const { subjectTokenFile: file, subjectTokenStdin: stdin, subjectTokenEnv: variable } = options;
  const io = { ...nodeRuntime(), env: terminal.env };
  if (file !== undefined) return ok(fileSource(file, io));
  if (stdin === true) return ok(stdinSource(terminal.readInput));
  if (variable !== undefined) return ok(variableSource(variable, io));
  if (options.source !== undefined) return ok(openSource(options.source, io));
  const found = await detectSource(io);
  return found.ok ? found : err(nowhere(found.error));
}

function nowhere({ looked }: NoSource): Problem {
  const places = looked.map(({ source, where }) => `    ${source}: ${where}`);
  return {
    exit: EXIT.usage,
    message: 'this environment offers no platform token',
    hint: [
      'Say where it is with --source or one of the --subject-token options; admins can --log-in. Looked for:',
      ...places,
    ].join('\n'),
  };
}
