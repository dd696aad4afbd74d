import { isLoopback } from '@cambio/oauth';
import type { RequestOptions } from '../exchange/request.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { report } from '../problem.ts';
import type { Terminal } from '../terminal.ts';
import { credentialToken } from './token.ts';

export interface GitOptions extends RequestOptions {
  /** With the port, where it is not the usual one. */
  readonly host: readonly string[];
  readonly username: string;
}

/**
 * A git credential helper (gitcredentials(7)): answers `get` for the hosts it was configured for, over https alone. For any
 * other host it says nothing, so that git asks whoever is next. `store` and `erase` have nothing to do, as nothing is kept;
 * nor has an operation of a later git.
 */
export async function gitCredential(
  operation: string,
  options: GitOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const asked = attributesOf(await terminal.readInput());
  if (operation !== 'get' || !isMeant(asked, options.host)) return EXIT.done;
  const token = await credentialToken(options, terminal);
  if (!token.ok) return report(token.error, terminal);
  const { accessToken, expiresAt } = token.value;
  terminal.write(`username=${options.username}\npassword=${accessToken}\npassword_expiry_utc=${expiresAt}\n`);
  return EXIT.done;
}

/** `name=value` lines, to the first that is empty. */
function attributesOf(input: string): ReadonlyMap<string, string> {
  const [block = ''] = input.split(/\r?\n\r?\n/);
  const lines = block.split(/\r?\n/).filter((line) => line.includes('='));
  return new Map(lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
}

function isMeant(asked: ReadonlyMap<string, string>, hosts: readonly string[]): boolean {
  const host = asked.get('host') ?? '';
  const protocol = asked.get('protocol');
  return hosts.includes(host) && (protocol === 'https' || (protocol === 'http' && isLoopback(host)));
}
