import { err, type JsonObject, ok, type Result } from '@cambio/oauth';
import { type AdminOptions, callAdmin } from '../admin/call-admin.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { type Problem, report } from '../problem.ts';
import type { Terminal } from '../terminal.ts';
import { printable } from '../text/printable.ts';
import { styleFor } from '../text/style.ts';

const SELECTORS = ['token', 'mapping', 'target', 'issuer', 'workload', 'task', 'client', 'before'] as const;

type By = (typeof SELECTORS)[number];

export interface RevokeOptions extends AdminOptions, Partial<Record<By, string | undefined>> {
  readonly reason: string;
  readonly json?: true | undefined;
}

interface Selector {
  readonly by: By;
  readonly value: string;
}

/** Revokes what one selector covers, at a running gateway, and says what was revoked. */
export async function revokeTokens(options: RevokeOptions, terminal: Terminal): Promise<ExitCode> {
  const selector = selectorOf(options);
  if (!selector.ok) return report(selector.error, terminal);
  const { by, value } = selector.value;
  const body = { [by]: value, reason: options.reason };
  const answer = await callAdmin(
    { method: 'POST', path: 'revocations', scope: 'tokens:revoke', body },
    options,
    terminal,
  );
  if (!answer.ok) return report(answer.error, terminal);
  const revocation = answer.value;
  terminal.write(
    options.json === true
      ? `${JSON.stringify(revocation, null, 2)}\n`
      : `${styleFor(terminal).good('✓')} revoked: ${revokedText(selector.value, revocation)}\n`,
  );
  return EXIT.done;
}

function selectorOf(options: RevokeOptions): Result<Selector, Problem> {
  const selectors = SELECTORS.flatMap((by): Selector[] => {
    const value = options[by];
    return value === undefined ? [] : [{ by, value }];
  });
  const [selector, ...others] = selectors;
  if (selector !== undefined && others.length === 0) return ok(selector);
  return err({
    exit: EXIT.usage,
    message: selector === undefined ? 'what shall be revoked?' : 'one revocation is by one thing alone',
    hint: `Give one of ${SELECTORS.map((by) => `--${by}`).join(', ')}.`,
  });
}

function revokedText({ by, value }: Selector, { id }: JsonObject): string {
  const what =
    by === 'before'
      ? `every token issued before ${value}`
      : by === 'token'
        ? `token ${value}`
        : `every token of ${by} ${value} issued until now`;
  return printable(`${what} (revocation ${String(id)})`);
}
