import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { withFilter } from '../core-files.ts';
import { type CaughtSignals, codeOfSignal } from './signals.ts';

export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** See `coreFilter`. */
  readonly coreFilter: string | undefined;
}

/** What shells exit with where a program cannot be run, or is not there. */
const CANNOT_RUN = 126;
const NOT_FOUND = 127;

/** How a command ended. */
export interface CommandEnd {
  /** Its own code, or 128 and the number of the signal that ended it. */
  readonly code: number;
  /** Why it was not started. */
  readonly refused?: string;
}

/** Runs a program on our own streams, without a shell, to its end. */
export async function runCommand(command: Command, signals: CaughtSignals): Promise<CommandEnd> {
  const { program, args, env } = command;
  const child = withFilter(command.coreFilter, () => spawn(program, args, { env, stdio: 'inherit' }));
  if (child.pid === undefined) {
    const [error]: unknown[] = await once(child, 'error');
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return isMissing
      ? { code: NOT_FOUND, refused: `there is no command ${program}` }
      : { code: CANNOT_RUN, refused: `${program} cannot be run` };
  }
  signals.forwardTo(child);
  return { code: await endOf(child) };
}

function endOf(child: ChildProcess): Promise<number> {
  // A signal that it may not be sent, as it has become somebody else: it runs on, and so do we.
  child.on('error', () => {});
  return new Promise((resolve) => {
    child.once('exit', (code, signal) =>
      resolve(signal === null ? (code ?? CANNOT_RUN) : codeOfSignal(signal)),
    );
  });
}
