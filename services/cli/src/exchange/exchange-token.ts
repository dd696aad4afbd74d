import { type ExchangeRequest, exchange } from '@cambio/client';
import { err, ok, parseScope, type Result } from '@cambio/oauth';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { type Problem, report } from '../problem.ts';
import type { Terminal } from '../terminal.ts';
import { problemOf } from './failure.ts';
import { gatewayOf } from './gateway.ts';
import { formatToken, type OutputForm } from './output.ts';
import { chooseSource, type SourceOptions } from './source.ts';

export interface ExchangeOptions extends SourceOptions {
  readonly gateway?: string | undefined;
  readonly audience?: string | undefined;
  readonly resource?: string | undefined;
  readonly scope?: readonly string[] | undefined;
  readonly mapping?: string | undefined;
  readonly subjectTokenAudience?: string | undefined;
  readonly output: OutputForm;
}

/** Exchanges the job's token and prints the issued one: the one command whose purpose is to print a token. */
export async function exchangeToken(options: ExchangeOptions, terminal: Terminal): Promise<ExitCode> {
  const request = await requestOf(options, terminal);
  if (!request.ok) return report(request.error, terminal);
  const exchanged = await exchange(request.value, {
    fetch,
    now: () => Math.floor(terminal.now() / 1000),
    wait: terminal.wait,
  });
  if (!exchanged.ok) return report(problemOf(exchanged.error), terminal);
  terminal.write(`${formatToken(exchanged.value, options.output)}\n`);
  return EXIT.done;
}

async function requestOf(
  options: ExchangeOptions,
  terminal: Terminal,
): Promise<Result<ExchangeRequest, Problem>> {
  const { audience, resource, mapping, subjectTokenAudience } = options;
  const gateway = gatewayOf(options, terminal);
  if (!gateway.ok) return gateway;
  const source = await chooseSource(options, terminal);
  if (!source.ok) return source;
  const scopes = options.scope === undefined ? undefined : parseScope(options.scope.join(' '));
  if (scopes?.ok === false)
    return err({ exit: EXIT.usage, message: '--scope takes scopes with single spaces between' });
  return ok({
    gateway: gateway.value,
    source: source.value,
    ...(subjectTokenAudience !== undefined && { sourceAudience: subjectTokenAudience }),
    ...(audience !== undefined && { audience }),
    ...(resource !== undefined && { resource }),
    ...(scopes !== undefined && { scopes: scopes.value }),
    ...(mapping !== undefined && { mapping }),
  });
}
