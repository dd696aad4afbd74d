import type { AdminClient, Schemas } from '@cambio/admin-client';
import { type AdminOptions, openAdmin, told } from '../admin/open-admin.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { report } from '../problem.ts';
import type { Terminal } from '../terminal.ts';
import { columns } from '../text/columns.ts';
import { count } from '../text/count.ts';
import { printable } from '../text/printable.ts';
import { type Style, styleFor } from '../text/style.ts';

export interface WorkloadsOptions extends AdminOptions {
  readonly workload?: string | undefined;
  readonly issuer?: string | undefined;
  readonly name?: string | undefined;
  readonly seenSince?: string | undefined;
  readonly seenBefore?: string | undefined;
  readonly limit: number;
  readonly json?: true | undefined;
}

/** The most a gateway gives in one page. */
const PAGE = 200;

/** Prints the workloads that asked, or what one of them used beside what it was granted. */
export async function listWorkloads(options: WorkloadsOptions, terminal: Terminal): Promise<ExitCode> {
  const { workload, issuer } = options;
  if (workload !== undefined && issuer === undefined) return report(NO_ISSUER, terminal);
  const admin = await openAdmin(['decisions:read'], options, terminal);
  if (!admin.ok) return report(admin.error, terminal);
  const style = styleFor(terminal);
  if (workload === undefined || issuer === undefined) return list(admin.value, options, terminal, style);
  const path = { issuer, workload };
  const found = await told(admin.value.GET('/workloads/{issuer}/{workload}', { params: { path } }));
  if (!found.ok) return report(found.error, terminal);
  const { uses, ...seen } = found.value;
  terminal.write(
    options.json
      ? `${JSON.stringify(found.value, null, 2)}\n`
      : [workloadText([seen], style), ...uses.map((use) => useText(use, style))].join(''),
  );
  return EXIT.done;
}

const NO_ISSUER = {
  exit: EXIT.usage,
  message: 'whose workload? Keys are unique within their Issuer: give --issuer',
};

async function list(
  admin: AdminClient,
  { issuer, name, seenSince, seenBefore, limit, json }: WorkloadsOptions,
  terminal: Terminal,
  style: Style,
): Promise<ExitCode> {
  const found: Schemas['Workload'][] = [];
  for (let cursor: string | undefined; found.length < limit; ) {
    const query = {
      ...(issuer !== undefined && { issuer }),
      ...(name !== undefined && { name }),
      ...(seenSince !== undefined && { seenSince }),
      ...(seenBefore !== undefined && { seenBefore }),
      ...(cursor !== undefined && { cursor }),
      limit: Math.min(limit - found.length, PAGE),
    };
    const page = await told(admin.GET('/workloads', { params: { query } }));
    if (!page.ok) return report(page.error, terminal);
    found.push(...page.value.workloads);
    cursor = page.value.next;
    if (cursor === undefined) break;
  }
  if (found.length === 0) terminal.note('cambio: no such workload was seen\n');
  terminal.write(json ? `${JSON.stringify(found, null, 2)}\n` : workloadText(found, style));
  return EXIT.done;
}

function workloadText(workloads: readonly Schemas['Workload'][], style: Style): string {
  return columns(
    workloads.map(({ issuer, workload, name, lastSeen, allowed, denied }) => [
      style.strong(printable(name)),
      `${count(allowed, 'time')} allowed`,
      denied > 0 ? style.bad(`${denied} denied`) : style.faint('never denied'),
      style.faint(`last ${new Date(lastSeen).toISOString()}`),
      style.faint(printable(`${issuer} ${workload}`)),
    ]),
  );
}

function useText(use: Schemas['WorkloadUse'], style: Style): string {
  const { mapping, target, count: times, owner, granted, asked, unused } = use;
  const facts = columns(
    [
      [style.faint('mapping'), owner === undefined ? style.caution('is gone') : `of ${printable(owner)}`],
      [style.faint('grants'), printable(granted?.join(' ') ?? '')],
      [style.faint('asked for'), asked.length === 0 ? 'no scope by its name' : printable(askedText(asked))],
      ...(unused.length > 0 ? [[style.caution('unused'), printable(unused.join(' '))]] : []),
    ],
    '    ',
  );
  return `  ${style.strong(printable(`${mapping} → ${target}`))}  ${style.faint(count(times, 'time'))}\n${facts}`;
}

function askedText(asked: Schemas['WorkloadUse']['asked']): string {
  return asked.map(({ scope, asked }) => `${scope} (${asked})`).join(' ');
}
