import { EventEmitter, once } from 'node:events';
import type { Terminal } from '../src/terminal.ts';

/** A terminal that keeps what is written to it. Waiting takes no time. */
export interface TerminalUnderTest extends Terminal {
  readonly written: () => string;
  readonly noted: () => string;
  /** Resolves once what was written matches. */
  readonly says: (pattern: RegExp) => Promise<void>;
  /** What Ctrl-C does. */
  readonly interrupt: () => void;
}

export interface TerminalOptions extends Partial<Pick<Terminal, 'env' | 'now' | 'colour'>> {
  /** Standard input. */
  readonly input?: string;
}

export function terminalUnderTest({ input = '', ...options }: TerminalOptions = {}): TerminalUnderTest {
  const signals = new EventEmitter();
  const writes = new EventEmitter();
  let written = '';
  let noted = '';
  return {
    env: {},
    now: Date.now,
    colour: false,
    ...options,
    write: (text) => {
      written += text;
      writes.emit('write');
    },
    note: (text) => {
      noted += text;
    },
    readInput: async () => input,
    wait: async () => {},
    signals,
    interactive: false,
    coreFilter: undefined,
    written: () => written,
    noted: () => noted,
    says: async (pattern) => {
      while (!pattern.test(written)) await once(writes, 'write');
    },
    interrupt: () => signals.emit('SIGINT'),
  };
}
