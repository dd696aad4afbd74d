import type { StoredDecision } from '@cambio/ledger';
import { err, ok, type Result } from '@cambio/oauth';
import type { Settings } from '@cambio/settings';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { type Problem, report } from '../problem.ts';
import { dataFlags } from '../settings/data-flags.ts';
import { validSettings } from '../settings/read-settings.ts';
import { noStore, withLedger } from '../settings/with-ledger.ts';
import type { Terminal } from '../terminal.ts';
import { showDecision } from './show-decision.ts';

export interface RecordedOptions {
  readonly config?: string | undefined;
  readonly data?: string | undefined;
  readonly json?: true | undefined;
}

/** Shows a decision as it was recorded, from the store the settings name; a gateway may be running on it. */
export async function explainRecorded(
  id: string,
  options: RecordedOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const { config, data } = options;
  const flags = data === undefined ? {} : dataFlags(data);
  const settings = await validSettings({ config, flags }, terminal);
  if (!settings.ok) return report(settings.error, terminal);
  const decision = await lookUp(id, settings.value, terminal);
  if (!decision.ok) return report(decision.error, terminal);
  return showDecision(decision.value, options, terminal);
}

function lookUp(
  id: string,
  settings: Settings,
  terminal: Terminal,
): Promise<Result<StoredDecision, Problem>> {
  return withLedger(settings, terminal, async ({ decisions }) => {
    const found = await decisions.get(id);
    if (!found.ok) return err(noStore('it does not answer'));
    if (found.value !== undefined) return ok(found.value);
    return err({ exit: EXIT.usage, message: `no decision has the id ${id}` });
  });
}
