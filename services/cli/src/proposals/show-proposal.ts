import type { Schemas } from '@cambio/admin-client';
import { type AdminOptions, openAdmin, told } from '../admin/open-admin.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { report } from '../problem.ts';
import type { Terminal } from '../terminal.ts';
import { printable } from '../text/printable.ts';
import { type Style, styleFor } from '../text/style.ts';
import { documentText } from '../trust/text.ts';

export interface ShowOptions extends AdminOptions {
  readonly id: string;
  readonly json?: true | undefined;
}

/** Prints a proposed change: who proposed it and why, and what documents would do otherwise. */
export async function showProposal(options: ShowOptions, terminal: Terminal): Promise<ExitCode> {
  const admin = await openAdmin(['trust:read'], options, terminal);
  if (!admin.ok) return report(admin.error, terminal);
  const path = { id: options.id };
  const found = await told(admin.value.GET('/trust/proposals/{id}', { params: { path } }));
  if (!found.ok) return report(found.error, terminal);
  terminal.write(
    options.json
      ? `${JSON.stringify(found.value, null, 2)}\n`
      : proposalText(found.value.proposal, styleFor(terminal)),
  );
  return EXIT.done;
}

function proposalText(proposal: Schemas['Proposal'], style: Style): string {
  const { id, author, reason, at, base, state, changes, decided } = proposal;
  const madeFrom = base === undefined ? '' : `, made from ${base}`;
  const settled =
    decided &&
    `${state} by ${decided.by}: ${decided.reason}  ${style.faint(new Date(decided.at).toISOString())}`;
  return [
    `${style.strong(printable(id))}  ${state}\n`,
    `${printable(`${author}: ${reason}`)}  ${style.faint(printable(new Date(at).toISOString() + madeFrom))}\n`,
    settled === undefined ? '' : `${settled}\n`,
    ...changes.map((change) => `\n${documentText(change, style)}`),
  ].join('');
}
