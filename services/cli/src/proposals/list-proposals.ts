import type { Schemas } from '@cambio/admin-client';
import { type AdminOptions, openAdmin, told } from '../admin/open-admin.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { report } from '../problem.ts';
import type { Terminal } from '../terminal.ts';
import { columns } from '../text/columns.ts';
import { count } from '../text/count.ts';
import { printable } from '../text/printable.ts';
import { type Style, styleFor } from '../text/style.ts';

export interface ListOptions extends AdminOptions {
  /** Also those that were settled. */
  readonly all?: true | undefined;
  readonly json?: true | undefined;
}

/** As many as a gateway gives in one page. */
const MOST = 200;

/** Prints the changes that wait for another admin, the newest first. */
export async function listProposals(options: ListOptions, terminal: Terminal): Promise<ExitCode> {
  const admin = await openAdmin(['trust:read'], options, terminal);
  if (!admin.ok) return report(admin.error, terminal);
  const query = { limit: MOST, ...(options.all !== true && { state: 'open' as const }) };
  const found = await told(admin.value.GET('/trust/proposals', { params: { query } }));
  if (!found.ok) return report(found.error, terminal);
  const { proposals } = found.value;
  if (options.json) terminal.write(`${JSON.stringify(proposals, null, 2)}\n`);
  else if (proposals.length > 0) terminal.write(proposalsText(proposals, styleFor(terminal)));
  else terminal.note('Nothing waits.\n');
  return EXIT.done;
}

function proposalsText(proposals: readonly Schemas['Proposal'][], style: Style): string {
  return columns(
    proposals.map(({ id, at, author, reason, changes, state }) => [
      style.strong(printable(id)),
      state,
      printable(author),
      printable(reason),
      style.faint(`${count(changes.length, 'document')}, ${new Date(at).toISOString()}`),
    ]),
  );
}
