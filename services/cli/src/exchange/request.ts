import type { ExchangeIo, ExchangeRequest } from '@cambio/client';
import { err, ok, parseScope, type Result } from '@cambio/oauth';
import { EXIT } from '../exit-code.ts';
import type { Problem } from '../problem.ts';
import type { Terminal } from '../terminal.ts';
import { gatewayOf } from './gateway.ts';
import { chooseSource, type SourceOptions } from './source.ts';

/** What a command asks a gateway for, as the user typed it. */
export interface RequestOptions extends SourceOptions {
  readonly gateway?: string | undefined;
  readonly audience?: string | undefined;
  readonly resource?: string | undefined;
  readonly scope?: readonly string[] | undefined;
  readonly mapping?: string | undefined;
  readonly subjectTokenAudience?: string | undefined;
}

export async function requestOf(
  options: RequestOptions,
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

/** What an exchange reaches the outside through, of this process. */
export function exchangeIo({ now, wait }: Pick<Terminal, 'now' | 'wait'>): ExchangeIo {
  return { fetch, now: () => Math.floor(now() / 1000), wait };
}
