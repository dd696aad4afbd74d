import { isJsonObject, type JsonValue } from '@cambio/oauth';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Problem } from '../problem.ts';
import { printable } from '../text/printable.ts';

/** Why the admin API did not do what was asked, from its problem details (RFC 9457). */
export function refusalOf(status: number, body: JsonValue | undefined): Problem {
  if (!isJsonObject(body) || typeof body.detail !== 'string') {
    return { exit: EXIT.unreachable, message: `no admin API answers there (status ${status})` };
  }
  const members = Array.isArray(body.members) ? `: ${body.members.join(', ')}` : '';
  return {
    exit: exitOf(status),
    message: `the gateway says: ${printable(body.detail.replace(/\.$/, '') + members)}`,
  };
}

function exitOf(status: number): ExitCode {
  if (status === 401 || status === 403) return EXIT.denied;
  return status === 429 || status >= 500 ? EXIT.unreachable : EXIT.usage;
}
