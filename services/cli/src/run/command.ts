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
  signals.forwardTo(child);
  try {
    return { code: await endOf(child) };
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return isMissing
      ? { code: NOT_FOUND, refused: `there is no command ${program}` }
      : { code: CANNOT_RUN, refused: `${program} cannot be run` };
  }
}

async function endOf(child: ChildProcess): Promise<number> {
  const [code, signal]: unknown[] = await once(child, 'exit');
  if (typeof code === 'number') return code;
  return child.signalCode === null ? Number(signal) : codeOfSignal(child.signalCode);
}
