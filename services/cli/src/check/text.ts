import type { Diagnostic } from '@cambio/policy';
import { count } from '../text/count.ts';
import { diagnosticLines } from '../text/diagnostics.ts';
import { rulePage } from '../text/rule-page.ts';
import type { Style } from '../text/style.ts';
import type { Findings } from './findings.ts';

/** What was found, where to read of it, then a line or two that sum it up. */
export function textReport(findings: Findings, style: Style): string {
  const { diagnostics, fixed, mendable } = findings;
  return [
    diagnosticLines(diagnostics, style),
    pageLines(diagnostics, style),
    diagnostics.length > 0 ? '\n' : '',
    fixed.length > 0 ? `${style.good('✓')} mended ${count(fixed.length, 'problem')}\n` : '',
    summary(findings, style),
    mendable > 0 ? `  ${mendable} of these can be mended with --fix\n` : '',
  ].join('');
}

/** The pages of the rules that had something to say, each once. */
function pageLines(diagnostics: readonly Diagnostic[], style: Style): string {
  const pages = new Set(diagnostics.map(({ rule }) => rulePage(rule)));
  const known = [...pages].filter((page) => page !== undefined).sort();
  return known.length === 0 ? '' : `\n${known.map((page) => `${style.faint(page)}\n`).join('')}`;
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
