import type { Command } from '@commander-js/extra-typings';
import type { Terminal } from './terminal.ts';

/**
 * Adds one command to the program, or to the command it is a part of: its options and help. What it does is loaded once it
 * is called; then `end` is told the exit code.
 */
export type AddCommand = (parent: Command, terminal: Terminal, end: (code: number) => void) => void;
