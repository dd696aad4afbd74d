import { count } from '../text/count.ts';
import { diagnosticLines } from '../text/diagnostics.ts';
import type { Style } from '../text/style.ts';
import type { Findings } from './findings.ts';

/** What was found, then one line that sums it up. */
export function textReport(findings: Findings, style: Style): string {
  const { diagnostics } = findings;
  return (
    diagnosticLines(diagnostics, style) + (diagnostics.length > 0 ? '\n' : '') + summary(findings, style)
  );
}

function summary({ diagnostics, files, documents, tests, failed }: Findings, style: Style): string {
  const looked = `${count(files.length, 'file')}, ${count(documents, 'document')}, ${count(tests, 'test')}`;
  const severities = (['error', 'warning', 'info'] as const).map((severity) => ({
    severity,
    number: diagnostics.filter((diagnostic) => diagnostic.severity === severity).length,
  }));
  const found = severities
    .filter(({ number }) => number > 0)
    .map(({ severity, number }) => (severity === 'info' ? `${number} info` : count(number, severity)));
  const verdict = found.length === 0 ? 'nothing to complain about' : found.join(', ');
  return failed ? `${style.bad('✗')} ${looked}: ${verdict}\n` : `${style.good('✓')} ${looked}: ${verdict}\n`;
}
