import { ok, type Result } from '@cambio/oauth';
import { z } from 'zod';
import {
  failed,
  readToken,
  type SourceFailure,
  type SourceIo,
  type SourceKind,
  type TokenSource,
} from './source.ts';

const NAME = 'command';

/** A program and its arguments. No shell reads them. */
export type Command = readonly [program: string, ...args: string[]];

/** A token that a program prints, run anew for each use. `AUDIENCE` as an argument, or in one, is the audience asked for. */
export function commandSource(command: Command, io: Pick<SourceIo, 'run'>): TokenSource {
  return {
    name: NAME,
    async token(audience) {
      const [program, ...args] = command;
      const asked = args.map((arg) => arg.replaceAll('AUDIENCE', audience));
      const printed = await printedBy([program, ...asked], NAME, io);
      return printed.ok ? readToken(printed.value, NAME) : printed;
    },
  };
}

/** What a program prints on standard output; a failure names the program alone, whatever it said. */
export async function printedBy(
  [program, ...args]: Command,
  source: string,
  { run }: Pick<SourceIo, 'run'>,
  missing = '',
): Promise<Result<string, SourceFailure>> {
  const ran = await run(program, args).catch(() => undefined);
  if (ran === undefined) return failed(source, 'not_configured', `${program} cannot be run${missing}`);
  if (ran.code !== 0) return failed(source, 'refused', `${program} ended with code ${ran.code}${missing}`);
  return ok(ran.stdout);
}

const VARIABLE = 'CAMBIO_SUBJECT_TOKEN_COMMAND';

const commandText = z.tuple([z.string().min(1)], z.string());

/** The command that `CAMBIO_SUBJECT_TOKEN_COMMAND` holds, as a JSON list of program and arguments. */
export const command: SourceKind = {
  name: NAME,
  where: VARIABLE,
  detects: ({ env }) => env[VARIABLE] !== undefined,
  open: (io) => {
    const given = readCommand(io.env[VARIABLE] ?? '');
    return given === undefined ? { name: NAME, token: async () => NOT_A_COMMAND } : commandSource(given, io);
  },
};

const NOT_A_COMMAND = failed(
  NAME,
  'not_configured',
  `${VARIABLE} is not a JSON list of a program and its arguments: ["vault", "read", "…"]`,
);

function readCommand(text: string): Command | undefined {
  try {
    return commandText.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
