import type { AdminClient, Schemas } from '@cambio/admin-client';
import { type AdminOptions, openAdmin, told } from '../admin/open-admin.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { report } from '../problem.ts';
import type { Terminal } from '../terminal.ts';
import { columns } from '../text/columns.ts';
import { count } from '../text/count.ts';
import { lineDiff } from '../text/line-diff.ts';
import { printable } from '../text/printable.ts';
import { type Style, styleFor } from '../text/style.ts';
import { type Change, changeText } from './change-trust.ts';

export interface NarrowOptions extends AdminOptions {
  readonly mapping: string;
  readonly days?: number | undefined;
  /** Whether to make the change, and not only to show it. */
  readonly apply?: true | undefined;
  readonly reason?: string | undefined;
  readonly json?: true | undefined;
}

type Suggestion = Extract<Awaited<ReturnType<typeof suggestionOf>>, { readonly ok: true }>['value'];

/** Shows a narrower mapping made from what was really used, and puts it in the place of the one there is where asked to. */
export async function narrowMapping(options: NarrowOptions, terminal: Terminal): Promise<ExitCode> {
  const { apply, reason, json } = options;
  if (apply && reason === undefined) return report(NO_REASON, terminal);
  const scopes = ['trust:read', 'decisions:read', ...(apply ? (['trust:write'] as const) : [])] as const;
  const admin = await openAdmin(scopes, options, terminal);
  if (!admin.ok) return report(admin.error, terminal);
  const suggested = await suggestionOf(admin.value, options);
  if (!suggested.ok) return report(suggested.error, terminal);
  const suggestion = suggested.value;
  const style = styleFor(terminal);
  if (!json) terminal.write(suggestionText(suggestion, style));
  const { text } = suggestion;
  if (!apply || reason === undefined || text === undefined) {
    if (json) terminal.write(`${JSON.stringify(suggestion, null, 2)}\n`);
    return EXIT.done;
  }
  const changed = await put(admin.value, { ...suggestion, text, mapping: options.mapping, reason });
  if (!changed.ok) return report(changed.error, terminal);
  const told = { ...suggestion, change: changed.value };
  terminal.write(json ? `${JSON.stringify(told, null, 2)}\n` : changeText(changed.value, style));
  return EXIT.done;
}

const NO_REASON = { exit: EXIT.usage, message: 'why? A change is kept with its reason: give --reason' };

function suggestionOf(admin: AdminClient, { mapping, days }: NarrowOptions) {
  const query = days === undefined ? {} : { days };
  const params = { path: { id: mapping }, query };
  return told(admin.GET('/trust/mappings/{id}/suggestion', { params }));
}

interface Narrower {
  readonly mapping: string;
  readonly revision: string;
  readonly text: string;
  readonly reason: string;
}

/** Made from the revision that the suggestion was: nobody's change in between is lost. */
function put(admin: AdminClient, { mapping, revision, text, reason }: Narrower) {
  const path = { kind: 'Mapping', id: mapping } as const;
  const header = { 'If-Match': `"${revision}"` };
  const params = { path, header };
  return told<Change>(admin.PUT('/trust/documents/{kind}/{id}', { params, body: { text, reason } }));
}

function suggestionText({ before, text, changes, left, record }: Suggestion, style: Style): string {
  const looked = `${count(record.uses, 'recorded request')} of ${record.days} days${record.truncated ? ', the newest' : ''}`;
  return [
    ...changes.map((change) => changeLine(change, style)),
    ...left.map((kept) => leftLine(kept, style)),
    text === undefined
      ? `${style.good('✓')} nothing to narrow${record.uses === 0 ? '' : `, by ${looked}`}\n`
      : `\n${lineDiff(before, text, style)}\n${style.faint(`by ${looked}, which all are granted as before`)}\n`,
  ].join('');
}

function changeLine({ member, text, because }: Schemas['Narrower'], style: Style): string {
  const what = printable(member === '' ? text : `${member} ${text}`);
  return columns([[style.good('narrower'), `${style.strong(what)}: ${printable(because)}`]]);
}

function leftLine({ member, because }: Suggestion['left'][number], style: Style): string {
  return columns([
    [style.caution('kept    '), `${style.strong(printable(member))} ${printable(because)}`.trim()],
  ]);
}
