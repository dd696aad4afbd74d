import type { Schemas } from '@cambio/admin-client';
import { type AdminOptions, openAdmin, told } from '../admin/open-admin.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { report } from '../problem.ts';
import { type SelectorOptions, selectorOf } from '../revoke/selector.ts';
import type { Terminal } from '../terminal.ts';
import { columns } from '../text/columns.ts';
import { printable } from '../text/printable.ts';
import { type Style, styleFor } from '../text/style.ts';

export interface TokensOptions extends AdminOptions, SelectorOptions {
  readonly limit: number;
  readonly json?: true | undefined;
}

/** The most a gateway gives in one page. */
const PAGE = 200;

/** Prints the live tokens that a selector covers, or all. */
export async function listTokens(options: TokensOptions, terminal: Terminal): Promise<ExitCode> {
  const selector = selectorOf(options);
  if (!selector.ok) return report(selector.error, terminal);
  const admin = await openAdmin(['decisions:read'], options, terminal);
  if (!admin.ok) return report(admin.error, terminal);
  const by = selector.value && { [selector.value.by]: selector.value.value };
  const found: Schemas['LiveToken'][] = [];
  for (let cursor: string | undefined; found.length < options.limit; ) {
    const limit = Math.min(options.limit - found.length, PAGE);
    const query = { ...by, limit, ...(cursor !== undefined && { cursor }) };
    const page = await told(admin.value.GET('/tokens', { params: { query } }));
    if (!page.ok) return report(page.error, terminal);
    found.push(...page.value.tokens);
    cursor = page.value.next;
    if (cursor === undefined) break;
  }
  const style = styleFor(terminal);
  if (found.length === 0) terminal.note('cambio: no such token lives\n');
  terminal.write(options.json ? `${JSON.stringify(found, null, 2)}\n` : tokensText(found, style));
  return EXIT.done;
}

function tokensText(tokens: readonly Schemas['LiveToken'][], style: Style): string {
  return columns(
    tokens.map(({ jti, mapping, target, scopes, subject, expiresAt }) => [
      printable(`${subject.name} → ${target}`),
      printable(scopes.join(' ')),
      style.faint(`by ${printable(mapping)}`),
      style.faint(`until ${new Date(expiresAt).toISOString()}`),
      style.faint(printable(jti)),
    ]),
  );
}
