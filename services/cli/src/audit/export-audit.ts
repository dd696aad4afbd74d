import { exportTrail, type TrailFormat, writeLine } from '@cambio/ledger';
import { err, ok } from '@cambio/oauth';
import { type AdminOptions, openAdmin, told } from '../admin/open-admin.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { report } from '../problem.ts';
import { type StoreOptions, storeSettings } from '../settings/store-settings.ts';
import { withLedger } from '../settings/with-ledger.ts';
import type { Terminal } from '../terminal.ts';
import { noTrail } from './problem.ts';

interface ExportBounds {
  readonly format: TrailFormat;
  /** RFC 3339. */
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

export type ExportOptions = StoreOptions & ExportBounds;

export type AskedExportOptions = AdminOptions & ExportBounds;

/** Prints the sealed trail of a store, line by line. */
export async function exportAudit(options: ExportOptions, terminal: Terminal): Promise<ExitCode> {
  if (isTurnedAround(options)) return report(TURNED_AROUND, terminal);
  const settings = await storeSettings(options, terminal);
  if (!settings.ok) return report(settings.error, terminal);
  const { issuer } = settings.value;
  const [from, until] = [timeOf(options.from), timeOf(options.until)];
  const exported = await withLedger(settings.value, terminal, async ({ trail }) => {
    const write = async (entry: Parameters<typeof writeLine>[0]) => {
      terminal.write(`${writeLine(entry, options.format, issuer)}\n`);
    };
    const written = await exportTrail(trail, write, { from, until });
    return written.ok ? ok(undefined) : err(noTrail(written.error));
  });
  return exported.ok ? EXIT.done : report(exported.error, terminal);
}

/** The same, asked of a running gateway: printed as it comes. */
export async function askForExport(options: AskedExportOptions, terminal: Terminal): Promise<ExitCode> {
  if (isTurnedAround(options)) return report(TURNED_AROUND, terminal);
  const admin = await openAdmin(['decisions:read'], options, terminal);
  if (!admin.ok) return report(admin.error, terminal);
  const { format, from, until } = options;
  const query = { format, ...(from !== undefined && { from }), ...(until !== undefined && { until }) };
  const answer = await told(admin.value.GET('/audit/export', { params: { query }, parseAs: 'stream' }));
  if (!answer.ok) return report(answer.error, terminal);
  try {
    for await (const text of answer.value?.pipeThrough(new TextDecoderStream()) ?? []) terminal.write(text);
  } catch (thrown) {
    if (!(thrown instanceof TypeError)) throw thrown;
    return report(BROKEN_OFF, terminal);
  }
  return EXIT.done;
}

const BROKEN_OFF = {
  exit: EXIT.unreachable,
  message: 'the export broke off: what was printed is not whole, and does not verify',
};

const TURNED_AROUND = { exit: EXIT.usage, message: '--from is after --until' };

function isTurnedAround({ from, until }: ExportBounds): boolean {
  return (timeOf(from) ?? 0) > (timeOf(until) ?? Number.POSITIVE_INFINITY);
}

function timeOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Date.parse(text);
}
