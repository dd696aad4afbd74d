import type { Schemas } from '@cambio/admin-client';
import type { Result } from '@cambio/oauth';
import { type AdminOptions, openAdmin, told } from '../admin/open-admin.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { type Problem, report } from '../problem.ts';
import type { Terminal } from '../terminal.ts';
import { count } from '../text/count.ts';
import { diagnosticLines } from '../text/diagnostics.ts';
import { printable } from '../text/printable.ts';
import { type Style, styleFor } from '../text/style.ts';
import { relativeFiles } from './relative-files.ts';

interface ChangeOptions extends AdminOptions {
  readonly reason: string;
  /** The revision the change was made from; absent: whatever is in force. */
  readonly expect?: string | undefined;
  readonly json?: true | undefined;
}

export interface ApplyOptions extends ChangeOptions {
  readonly paths: readonly string[];
}

export interface RestoreOptions extends ChangeOptions {
  readonly revision: string;
}

type Admin = Extract<Awaited<ReturnType<typeof openAdmin>>, { readonly ok: true }>['value'];

/** What came of a change, as a gateway says it. */
export type Change =
  | Schemas['TrustChange']
  | { readonly outcome: 'proposed'; readonly proposal: Schemas['Proposal'] };

/** Makes the documents in files and folders those of a gateway, all of them. */
export async function applyTrust(options: ApplyOptions, terminal: Terminal): Promise<ExitCode> {
  const files = await relativeFiles(options.paths);
  if (!files.ok) return report(files.error, terminal);
  const body = { files: [...files.value], reason: options.reason };
  return changeTrust(options, terminal, (admin, header) =>
    told<Change>(admin.PUT('/trust', { params: { header }, body })),
  );
}

/** Makes the documents of an older revision those of a gateway again. */
export function restoreTrust(options: RestoreOptions, terminal: Terminal): Promise<ExitCode> {
  const { revision, reason } = options;
  return changeTrust(options, terminal, (admin, header) =>
    told<Change>(
      admin.POST('/trust/revisions/{revision}/restore', {
        params: { path: { revision }, header },
        body: { reason },
      }),
    ),
  );
}

async function changeTrust(
  options: ChangeOptions,
  terminal: Terminal,
  change: (admin: Admin, header: { readonly 'If-Match': string }) => Promise<Result<Change, Problem>>,
): Promise<ExitCode> {
  const admin = await openAdmin(['trust:read', 'trust:write'], options, terminal);
  if (!admin.ok) return report(admin.error, terminal);
  const base = options.expect ?? (await inForce(admin.value));
  if (typeof base !== 'string') return report(base, terminal);
  const changed = await change(admin.value, { 'If-Match': `"${base}"` });
  if (!changed.ok) return report(changed.error, terminal);
  const style = styleFor(terminal);
  terminal.write(
    options.json ? `${JSON.stringify(changed.value, null, 2)}\n` : changeText(changed.value, style),
  );
  return EXIT.done;
}

async function inForce(admin: Admin): Promise<string | Problem> {
  const trust = await told(admin.GET('/trust'));
  return trust.ok ? trust.value.revision : trust.error;
}

export function changeText(change: Change, style: Style): string {
  switch (change.outcome) {
    case 'unchanged':
      return `${style.good('✓')} nothing to change: ${change.revision} has these documents\n`;
    case 'applied': {
      const { revision, changes } = change.revision;
      const what = `${revision} is in force, ${count(changes.length, 'document')} changed in effect`;
      return `${diagnosticLines(change.diagnostics, style)}${style.good('✓')} ${printable(what)}\n`;
    }
    case 'proposed':
      return `${style.caution('!')} waits for another admin: proposal ${printable(change.proposal.id)}\n`;
    case 'planned':
      return '';
  }
}
