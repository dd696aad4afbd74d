import type { Schemas } from '@cambio/admin-client';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Problem } from '../problem.ts';
import { printable } from '../text/printable.ts';

type Told = Pick<Schemas['Problem'], 'detail' | 'members' | 'diagnostics'>;

/** Why the admin API did not do what was asked, from its problem details (RFC 9457). */
export function refusalOf(status: number, told: unknown): Problem {
  if (!isTold(told)) {
    return { exit: EXIT.unreachable, message: `no admin API answers there (status ${status})` };
  }
  const { detail, members, diagnostics } = told;
  const named = members === undefined ? '' : `: ${members.join(', ')}`;
  return {
    exit: exitOf(status),
    message: `the gateway says: ${printable(detail.replace(/\.$/, '') + named)}`,
    ...(diagnostics && { diagnostics }),
  };
}

function isTold(value: unknown): value is Told {
  return typeof value === 'object' && value !== null && 'detail' in value && typeof value.detail === 'string';
}

function exitOf(status: number): ExitCode {
  if (status === 401 || status === 403 || status === 422) return EXIT.denied;
  return status === 429 || status >= 500 ? EXIT.unreachable : EXIT.usage;
}
