import type { Claims } from '@cambio/claims';
import { err, ok, type Result } from '@cambio/oauth';
import { type CompiledTrust, explain, loadTrust } from '@cambio/policy';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { readTrust } from '../files/read-trust.ts';
import { type Problem, report } from '../problem.ts';
import { gatewayDefaults } from '../settings/gateway-defaults.ts';
import { validSettings } from '../settings/read-settings.ts';
import { trustPaths } from '../settings/trust-paths.ts';
import type { Terminal } from '../terminal.ts';
import { explanationText, verdictText } from '../text/explanation.ts';
import { printable } from '../text/printable.ts';
import { styleFor } from '../text/style.ts';
import { suppose } from './identity.ts';
import { momentOf, type RequestOptions, requestOf } from './request.ts';

export interface LocalOptions extends RequestOptions {
  readonly issuer?: string | undefined;
  readonly trust?: readonly string[] | undefined;
  readonly config?: string | undefined;
  readonly json?: true | undefined;
}

/** Decides with the documents on this machine, as if the claims had been verified. */
export async function explainLocally(
  claims: Claims,
  options: LocalOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const request = requestOf(options);
  if (!request.ok) return report(request.error, terminal);
  const now = momentOf(options, terminal.now());
  if (!now.ok) return report(now.error, terminal);
  const trust = await compiledTrust(options, terminal);
  if (!trust.ok) return report(trust.error, terminal);
  const supposed = suppose(claims, options.issuer, trust.value);
  if (!supposed.ok) return report(supposed.error, terminal);

  const { identity: subject, doubt } = supposed.value;
  const explanation = explain(trust.value, { subject, request: request.value, now: now.value });
  const { workload } = subject;
  if (options.json === true) {
    terminal.write(`${JSON.stringify({ verified: false, workload, explanation }, null, 2)}\n`);
  } else {
    const style = styleFor(terminal);
    terminal.note('Nothing was verified: signature, audience and times are taken as good.\n');
    if (doubt !== undefined) terminal.note(`${doubt}\n`);
    terminal.write(`${style.strong(printable(workload.name))}  ${style.faint(workload.key)}\n`);
    terminal.write(verdictText(explanation, style));
    terminal.write(`\n${explanationText(explanation, style)}`);
  }
  return explanation.decision.outcome === 'allow' ? EXIT.done : EXIT.denied;
}

async function compiledTrust(
  { trust, config }: LocalOptions,
  terminal: Terminal,
): Promise<Result<CompiledTrust, Problem>> {
  const settings = await validSettings({ config }, terminal);
  if (!settings.ok) return settings;
  const paths = trust ?? trustPaths(settings.value);
  if (paths.length === 0 && settings.value.admin.documents.length === 0) return err(NO_DOCUMENTS);
  const sources = await readTrust(paths);
  if (!sources.ok) return sources;
  const loaded = loadTrust(sources.value, gatewayDefaults(settings.value));
  if (loaded.trust !== undefined) return ok(loaded.trust);
  return err({
    exit: EXIT.denied,
    message: 'the trust documents have errors, and no gateway would decide by them',
    diagnostics: loaded.diagnostics.filter(({ severity }) => severity === 'error'),
  });
}

const NO_DOCUMENTS: Problem = {
  exit: EXIT.usage,
  message: 'there are no trust documents to explain by',
  hint: 'Name files or folders with --trust, or settings that do with --config.',
};
