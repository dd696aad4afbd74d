import { exchange } from '@cambio/client';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { report } from '../problem.ts';
import type { Terminal } from '../terminal.ts';
import { problemOf } from './failure.ts';
import { formatToken, type OutputForm } from './output.ts';
import { exchangeIo, type RequestOptions, requestOf } from './request.ts';

export interface ExchangeOptions extends RequestOptions {
  readonly output: OutputForm;
}

/** Exchanges the job's token and prints the issued one: the one command whose purpose is to print a token. */
export async function exchangeToken(options: ExchangeOptions, terminal: Terminal): Promise<ExitCode> {
  const request = await requestOf(options, terminal);
  if (!request.ok) return report(request.error, terminal);
  const exchanged = await exchange(request.value, exchangeIo(terminal));
  if (!exchanged.ok) return report(problemOf(exchanged.error), terminal);
  terminal.write(`${formatToken(exchanged.value, options.output)}\n`);
  return EXIT.done;
}
