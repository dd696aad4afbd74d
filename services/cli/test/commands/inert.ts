import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { CommanderError } from '@commander-js/extra-typings';
import { createProgram } from '../../src/program.ts';
import { terminalUnderTest } from '../terminal-under-test.ts';
import { leaves } from './help.ts';

/** The program without what its commands do. */
export function inert(): CommandUnknownOpts {
  const program = createProgram(terminalUnderTest(), '0.0.0', () => {});
  for (const { command } of leaves(program)) command.action(() => {});
  return program;
}

/** What the program says to these arguments where it does not take them. */
export function complaintOf(args: readonly string[]): string | undefined {
  try {
    inert().parse(args, { from: 'user' });
    return undefined;
  } catch (error) {
    if (error instanceof CommanderError) return error.message;
    throw error;
  }
}

const OPERATION = /^(get|list|store|erase)$/;

/** As it arrives: git and docker add the operation to the command they are configured with. */
export function asCalled(args: readonly string[]): readonly string[] {
  const [command, tool = ''] = args;
  const isConfigured =
    command === 'credential' && ['git', 'docker'].includes(tool) && !OPERATION.test(args.at(-1) ?? '');
  return isConfigured ? [...args, 'get'] : args;
}
