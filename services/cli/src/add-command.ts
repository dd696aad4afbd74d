import type { Command } from '@commander-js/extra-typings';
import type { ExitCode } from './exit-code.ts';
import type { Terminal } from './terminal.ts';

/** Adds one command to the program: its options and help. What it does is loaded once it is called. */
export type AddCommand = (program: Command, terminal: Terminal, end: (code: ExitCode) => void) => void;
