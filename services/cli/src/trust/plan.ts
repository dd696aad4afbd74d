import { type Plan, planChange } from '@cambio/federation/trust-plan';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { report } from '../problem.ts';
import { dataFlags } from '../settings/data-flags.ts';
import { validSettings } from '../settings/read-settings.ts';
import type { Terminal } from '../terminal.ts';
import { styleFor } from '../text/style.ts';
import { readCompared } from './compared.ts';
import { recordedDecisions } from './recorded.ts';
import { planText } from './text.ts';

export interface PlanOptions {
  readonly paths: readonly string[];
  readonly against?: readonly string[] | undefined;
  readonly config?: string | undefined;
  readonly data?: string | undefined;
  readonly days: number;
  readonly limit: number;
  readonly failOnChange?: true | undefined;
  readonly json?: true | undefined;
}

/** Says what other trust documents would change: of what documents do, and of decisions that were recorded. */
export async function planTrust(options: PlanOptions, terminal: Terminal): Promise<ExitCode> {
  const flags = options.data === undefined ? {} : dataFlags(options.data);
  const settings = await validSettings({ config: options.config, flags }, terminal);
  if (!settings.ok) return report(settings.error, terminal);
  const compared = await readCompared(options, settings.value, terminal);
  if (!compared.ok) return report(compared.error, terminal);
  const wanted = options.config !== undefined || options.data !== undefined;
  const recorded = wanted
    ? await recordedDecisions(options, compared.value, settings.value, terminal)
    : undefined;
  if (recorded?.ok === false) return report(recorded.error, terminal);

  const plan = await planChange(compared.value, recorded?.value, Math.floor(terminal.now() / 1000));
  terminal.write(options.json ? `${JSON.stringify(plan, null, 2)}\n` : planText(plan, styleFor(terminal)));
  return options.failOnChange && hasChanges(plan) ? EXIT.denied : EXIT.done;
}

function hasChanges({ documents, record }: Plan): boolean {
  return documents.length > 0 || (record?.changes.length ?? 0) > 0;
}
