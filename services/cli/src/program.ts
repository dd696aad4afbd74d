import { Command, CommanderError, type CommandUnknownOpts } from '@commander-js/extra-typings';
import type { AddCommand } from './add-command.ts';
import { addAudit } from './commands/audit.ts';
import { addBackup } from './commands/backup.ts';
import { addCheck } from './commands/check.ts';
import { addCompletion } from './commands/completion.ts';
import { addCredential } from './commands/credential.ts';
import { addDecisions } from './commands/decisions.ts';
import { addDemo } from './commands/demo.ts';
import { addDoctor } from './commands/doctor.ts';
import { addExchange } from './commands/exchange.ts';
import { addExplain } from './commands/explain.ts';
import { addKeys } from './commands/keys.ts';
import { addRevoke } from './commands/revoke.ts';
import { addRun } from './commands/run.ts';
import { addServe } from './commands/serve.ts';
import { addTokens } from './commands/tokens.ts';
import { addTrust } from './commands/trust.ts';
import { addWhoAmI } from './commands/whoami.ts';
import { addWorkloads } from './commands/workloads.ts';
import { EXIT } from './exit-code.ts';
import type { Terminal } from './terminal.ts';

const COMMANDS: readonly AddCommand[] = [
  addDemo,
  addServe,
  addCheck,
  addDoctor,
  addExplain,
  addTrust,
  addExchange,
  addRun,
  addCredential,
  addWhoAmI,
  addDecisions,
  addWorkloads,
  addTokens,
  addRevoke,
  addKeys,
  addAudit,
  addBackup,
  addCompletion,
];

/** Runs one command line, without the program's own name, and gives the code to exit with. Bugs throw. */
export async function run(args: readonly string[], terminal: Terminal, version: string): Promise<number> {
  let code: number = EXIT.done;
  const program = createProgram(terminal, version, (ended) => {
    code = ended;
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    throw error;
  }
}

/** The program with all its commands; each tells `end` the code to exit with. */
export function createProgram(terminal: Terminal, version: string, end: (code: number) => void): Command {
  const program = new Command('cambio')
    .description(
      'Trade the identity a platform gives its workloads for short-lived tokens of your own services.',
    )
    .version(version)
    .helpOption('-h, --help', 'show this')
    .helpCommand(false)
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput({
      writeOut: terminal.write,
      writeErr: terminal.note,
      outputError: (message, write) => write(message.replace(/^error: /, 'cambio: ')),
      getOutHasColors: () => terminal.colour,
    })
    .addHelpText('after', `${EXIT_CODES}\n\nStart with:  cambio demo`);
  for (const add of COMMANDS) add(program, terminal, end);
  pointAtHelp(program, 'cambio');
  return program;
}

/** Whoever uses a command wrongly is shown the way to what that command takes. */
function pointAtHelp(command: CommandUnknownOpts, path: string): void {
  command.showHelpAfterError(`See \`${path} --help\`.`);
  for (const part of command.commands) pointAtHelp(part, `${path} ${part.name()}`);
}

const EXIT_CODES = `
Exit codes:
  0  done
  1  denied, or a check that failed
  2  wrong usage
  3  something could not be reached`;
