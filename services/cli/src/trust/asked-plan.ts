import { changed } from '@cambio/federation/admin-contract';
import { type AdminOptions, openAdmin, told } from '../admin/open-admin.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { report } from '../problem.ts';
import type { Terminal } from '../terminal.ts';
import { styleFor } from '../text/style.ts';
import { relativeFiles } from './relative-files.ts';
import { planText } from './text.ts';

export interface AskedPlanOptions extends AdminOptions {
  readonly paths: readonly string[];
  readonly days: number;
  readonly limit: number;
  readonly failOnChange?: true | undefined;
  readonly json?: true | undefined;
}

/** Has a running gateway say what other documents would change. */
export async function askForPlan(options: AskedPlanOptions, terminal: Terminal): Promise<ExitCode> {
  const files = await relativeFiles(options.paths);
  if (!files.ok) return report(files.error, terminal);
  const admin = await openAdmin(['trust:write'], options, terminal);
  if (!admin.ok) return report(admin.error, terminal);
  const { days, limit } = options;
  const answer = await told(
    admin.value.PUT('/trust', {
      params: { query: { dryRun: true, days, limit } },
      body: { files: [...files.value], reason: 'plan' },
    }),
  );
  if (!answer.ok) return report(answer.error, terminal);
  const plan = changed[200].schema.safeParse(answer.value);
  if (plan.data?.outcome !== 'planned') return report(NO_PLAN, terminal);
  terminal.write(
    options.json ? `${JSON.stringify(plan.data, null, 2)}\n` : planText(plan.data, styleFor(terminal)),
  );
  const changes = plan.data.documents.length + (plan.data.record?.changes.length ?? 0);
  return options.failOnChange && changes > 0 ? EXIT.denied : EXIT.done;
}

const NO_PLAN = { exit: EXIT.unreachable, message: 'the gateway answers with no plan' };
