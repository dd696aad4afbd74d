import { type AdminOptions, openAdmin, told } from '../admin/open-admin.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { report } from '../problem.ts';
import type { Terminal } from '../terminal.ts';
import { count } from '../text/count.ts';
import { printable } from '../text/printable.ts';
import { styleFor } from '../text/style.ts';
import { problem, type Selector, type SelectorOptions, selectorOf } from './selector.ts';

export interface RevokeOptions extends AdminOptions, SelectorOptions {
  readonly reason: string;
  readonly dryRun?: true | undefined;
  readonly json?: true | undefined;
}

/** Revokes what one selector covers, at a running gateway, and says what was revoked; or only counts it. */
export async function revokeTokens(options: RevokeOptions, terminal: Terminal): Promise<ExitCode> {
  const chosen = selectorOf(options);
  if (!chosen.ok) return report(chosen.error, terminal);
  const selector = chosen.value;
  if (selector === undefined) return report(problem('what shall be revoked?'), terminal);
  const admin = await openAdmin(['tokens:revoke'], options, terminal);
  if (!admin.ok) return report(admin.error, terminal);
  const body = { [selector.by]: selector.value, reason: options.reason };
  const query = { dryRun: options.dryRun === true };
  const answer = await told(admin.value.POST('/revocations', { params: { query }, body }));
  if (!answer.ok) return report(answer.error, terminal);
  const style = styleFor(terminal);
  terminal.write(
    options.json === true
      ? `${JSON.stringify(answer.value, null, 2)}\n`
      : 'tokens' in answer.value
        ? `${count(answer.value.tokens, 'live token')} of ${printable(`${selector.by} ${selector.value}`)}: none was revoked\n`
        : `${style.good('✓')} revoked: ${revokedText(selector, answer.value.id)}\n`,
  );
  return EXIT.done;
}

function revokedText({ by, value }: Selector, id: string): string {
  const what =
    by === 'before'
      ? `every token issued before ${value}`
      : by === 'token'
        ? `token ${value}`
        : `every token of ${by} ${value} issued until now`;
  return printable(`${what} (revocation ${id})`);
}
