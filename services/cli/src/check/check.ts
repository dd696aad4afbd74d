import { err, ok, type Result } from '@cambio/oauth';
import { type Diagnostic, lintAt, loadTrust, type TrustDocument } from '@cambio/policy';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { readNamedTrust, readTrust } from '../files/read-trust.ts';
import { writeChanged } from '../files/write-changed.ts';
import { type Problem, report } from '../problem.ts';
import { gatewayDefaults } from '../settings/gateway-defaults.ts';
import { defaultSettings, readSettings } from '../settings/read-settings.ts';
import { trustPaths } from '../settings/trust-paths.ts';
import type { Terminal } from '../terminal.ts';
import { styleFor } from '../text/style.ts';
import type { Findings } from './findings.ts';
import { githubAnnotations } from './github.ts';
import { jsonReport } from './json.ts';
import { mend, mendable } from './mend.ts';
import { sarifReport } from './sarif.ts';
import { textReport } from './text.ts';

export interface CheckOptions {
  /** Files and folders of trust documents; empty: those the settings name. */
  readonly paths: readonly string[];
  readonly config?: string | undefined;
  readonly format: 'text' | 'json' | 'sarif' | 'github';
  /** Whether to mend the files first, as far as that needs no decision. */
  readonly fix?: true | undefined;
}

/** Checks settings and trust documents, and says what was found. Both are checked even where one of them is wrong. */
export async function check(options: CheckOptions, terminal: Terminal): Promise<ExitCode> {
  const findings = await findingsOf(options, terminal);
  if (!findings.ok) return report(findings.error, terminal);
  terminal.write(reportOf(findings.value, options.format, terminal));
  return findings.value.failed ? EXIT.denied : EXIT.done;
}

async function findingsOf(options: CheckOptions, terminal: Terminal): Promise<Result<Findings, Problem>> {
  const read = await readSettings(options, terminal);
  if (!read.ok) return read;
  const { file, outcome } = read.value;
  const settings = outcome.ok ? outcome.value.settings : defaultSettings();

  const isNamed = options.paths.length > 0;
  const paths = isNamed ? options.paths : trustPaths(settings);
  if (file === undefined && paths.length === 0) return err(NOTHING_TO_CHECK);
  const sources = await (isNamed ? readNamedTrust : readTrust)(paths);
  if (!sources.ok) return sources;

  const gateway = gatewayDefaults(settings);
  const mended = options.fix ? mend(sources.value, gateway) : { sources: sources.value, fixed: [] };
  const written = await writeChanged(sources.value, mended.sources);
  if (!written.ok) return written;

  const { trust, documents, diagnostics: found } = loadTrust(mended.sources, gateway);
  const now = Math.floor(terminal.now() / 1000);
  const timed = trust === undefined ? [] : lintAt(trust, { now });
  const files = [...(file === undefined ? [] : [file]), ...sources.value.map(({ path }) => path)];
  const diagnostics = inOrder([...(outcome.ok ? [] : outcome.error), ...found, ...timed], files);
  return ok({
    diagnostics,
    fixed: mended.fixed,
    mendable: mendable(mended.sources, found),
    files,
    documents: documents.length,
    tests: documents.reduce((sum, { document }) => sum + testsOf(document), 0),
    failed: diagnostics.some(({ severity }) => severity === 'error'),
  });
}

const NOTHING_TO_CHECK: Problem = {
  exit: EXIT.usage,
  message: 'nothing to check: there is no ./cambio.yaml here, and no path was given',
  hint: 'Name files or folders of trust documents, or settings with --config.',
};

/** By file, line and column; what is in no file comes first. */
function inOrder(diagnostics: readonly Diagnostic[], files: readonly string[]): readonly Diagnostic[] {
  const ranks = new Map(files.map((file, rank) => [file, rank]));
  const rank = ({ position }: Diagnostic) => ranks.get(position.file) ?? -1;
  return diagnostics.toSorted(
    (one, other) =>
      rank(one) - rank(other) ||
      one.position.line - other.position.line ||
      one.position.column - other.position.column,
  );
}

function reportOf(findings: Findings, format: CheckOptions['format'], terminal: Terminal): string {
  switch (format) {
    case 'text':
      return textReport(findings, styleFor(terminal));
    case 'json':
      return jsonReport(findings);
    case 'sarif':
      return sarifReport(findings);
    case 'github':
      return githubAnnotations(findings.diagnostics);
  }
}

function testsOf(document: TrustDocument): number {
  return document.kind === 'Mapping' ? document.tests.length : 0;
}
