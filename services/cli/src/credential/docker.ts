import { isLoopback } from '@cambio/oauth';
import type { RequestOptions } from '../exchange/request.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { report } from '../problem.ts';
import type { Terminal } from '../terminal.ts';
import { credentialToken } from './token.ts';

export interface DockerOptions extends RequestOptions {
  readonly registry: readonly string[];
  readonly username: string;
}

export type DockerOperation = 'get' | 'list' | 'store' | 'erase';

/** What Docker takes for "I have none", and goes on without; its other texts are shown to the user. */
const NOT_FOUND = 'credentials not found in native keychain';

/**
 * A credential helper of Docker's and of all who speak its protocol: answers `get` for the registries it was configured
 * for, over https alone, and `list` with their names. Keeps nothing: `erase` is done by itself, and `store` refused, so
 * that `docker login` does not seem to have worked.
 */
export async function dockerCredential(
  operation: DockerOperation,
  options: DockerOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const { registry, username } = options;
  switch (operation) {
    case 'get':
      return get((await terminal.readInput()).trim(), options, terminal);
    case 'list':
      terminal.write(`${JSON.stringify(Object.fromEntries(registry.map((name) => [name, username])))}\n`);
      return EXIT.done;
    case 'store':
      terminal.write('cambio gets a token whenever one is needed, and keeps no password\n');
      return EXIT.denied;
    case 'erase':
      return EXIT.done;
  }
}

async function get(server: string, options: DockerOptions, terminal: Terminal): Promise<ExitCode> {
  if (!isMeant(server, options.registry)) {
    terminal.write(`${NOT_FOUND}\n`);
    return EXIT.denied;
  }
  const token = await credentialToken(options, terminal);
  if (!token.ok) {
    // Docker shows what a helper that failed wrote to its standard output.
    terminal.write(`cambio: ${token.error.message}\n`);
    return report(token.error, terminal);
  }
  const answer = { ServerURL: server, Username: options.username, Secret: token.value.accessToken };
  terminal.write(`${JSON.stringify(answer)}\n`);
  return EXIT.done;
}

/** Registries are asked for by name, or by an address that begins with it. */
function isMeant(server: string, registries: readonly string[]): boolean {
  const [, scheme = 'https', host = ''] = /^(?:([a-z]+):\/\/)?([^/]+)/.exec(server) ?? [];
  return registries.includes(host) && (scheme === 'https' || (scheme === 'http' && isLoopback(host)));
}
