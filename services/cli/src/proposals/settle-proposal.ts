import { type AdminOptions, openAdmin, told } from '../admin/open-admin.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { report } from '../problem.ts';
import type { Terminal } from '../terminal.ts';
import { printable } from '../text/printable.ts';
import { styleFor } from '../text/style.ts';

export interface SettleOptions extends AdminOptions {
  readonly id: string;
  readonly reason: string;
  readonly json?: true | undefined;
}

/** Approves another admin's change, which is in force then. */
export async function approveProposal(options: SettleOptions, terminal: Terminal): Promise<ExitCode> {
  const admin = await openAdmin(['trust:write'], options, terminal);
  if (!admin.ok) return report(admin.error, terminal);
  const { id, reason } = options;
  const approved = await told(
    admin.value.POST('/trust/proposals/{id}/approve', { params: { path: { id } }, body: { reason } }),
  );
  if (!approved.ok) return report(approved.error, terminal);
  say(`${approved.value.revision.revision} is in force`, approved.value, options, terminal);
  return EXIT.done;
}

/** Rejects a change, or withdraws one of the caller's own. */
export async function rejectProposal(options: SettleOptions, terminal: Terminal): Promise<ExitCode> {
  const admin = await openAdmin(['trust:write'], options, terminal);
  if (!admin.ok) return report(admin.error, terminal);
  const { id, reason } = options;
  const rejected = await told(
    admin.value.POST('/trust/proposals/{id}/reject', { params: { path: { id } }, body: { reason } }),
  );
  if (!rejected.ok) return report(rejected.error, terminal);
  say(`proposal ${id} is ${rejected.value.state}`, rejected.value, options, terminal);
  return EXIT.done;
}

function say(what: string, answer: object, { json }: SettleOptions, terminal: Terminal): void {
  terminal.write(
    json ? `${JSON.stringify(answer, null, 2)}\n` : `${styleFor(terminal).good('✓')} ${printable(what)}\n`,
  );
}
