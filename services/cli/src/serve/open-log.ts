import { type Logger, pino } from 'pino';
import type { Terminal } from '../terminal.ts';
import { logLines } from './log-lines.ts';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** What a pipe takes in one piece, whoever else writes to it (PIPE_BUF on Linux). */
const PIECE = 4096;

export interface LogOptions {
  readonly logLevel: LogLevel;
  /** Which worker writes; others write to the same stream. */
  readonly worker?: number | undefined;
  /** What is added to each line. */
  readonly mixin?: () => object;
}

/** The gateway's log, on standard output. `flush` before the end. */
export function openLog({ logLevel, worker, mixin }: LogOptions, terminal: Terminal) {
  const lines = logLines(terminal.write, worker === undefined ? undefined : PIECE);
  const base = worker === undefined ? null : { worker };
  const log: Logger = pino({ level: logLevel, base, ...(mixin && { mixin }) }, lines);
  return { log, flush: lines.flush };
}
