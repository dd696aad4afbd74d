import { exportTrail, type TrailFormat, writeLine } from '@cambio/ledger';
import { err, ok } from '@cambio/oauth';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { report } from '../problem.ts';
import { type StoreOptions, storeSettings } from '../settings/store-settings.ts';
import { withLedger } from '../settings/with-ledger.ts';
import type { Terminal } from '../terminal.ts';
import { noTrail } from './problem.ts';

export interface ExportOptions extends StoreOptions {
  readonly format: TrailFormat;
}

/** Prints the sealed trail of a store, line by line. */
export async function exportAudit(options: ExportOptions, terminal: Terminal): Promise<ExitCode> {
  const settings = await storeSettings(options, terminal);
  if (!settings.ok) return report(settings.error, terminal);
  const { issuer } = settings.value;
  const exported = await withLedger(settings.value, terminal, async ({ trail }) => {
    const written = await exportTrail(trail, async (entry) => {
      terminal.write(`${writeLine(entry, options.format, issuer)}\n`);
    });
    return written.ok ? ok(undefined) : err(noTrail(written.error));
  });
  return exported.ok ? EXIT.done : report(exported.error, terminal);
}
