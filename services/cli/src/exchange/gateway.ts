import { err, ok, type Result } from '@cambio/oauth';
import { EXIT } from '../exit-code.ts';
import type { Problem } from '../problem.ts';
import type { Terminal } from '../terminal.ts';

/** The issuer URL of the gateway the user means. */
export function gatewayOf(
  { gateway }: { readonly gateway?: string | undefined },
  { env }: Terminal,
): Result<string, Problem> {
  const given = gateway ?? env.CAMBIO_GATEWAY;
  // An issuer URL has no slash at its end; people who copy one from a browser do.
  return given === undefined ? err(NO_GATEWAY) : ok(given.replace(/\/$/, ''));
}

const NO_GATEWAY: Problem = {
  exit: EXIT.usage,
  message: 'which gateway?',
  hint: 'Give its issuer URL with --gateway, or in CAMBIO_GATEWAY.',
};
