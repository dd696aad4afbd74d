import { rulePage } from '../text/rule-page.ts';
import type { Findings } from './findings.ts';

/** The findings as one JSON object. */
export function jsonReport({ failed, diagnostics, mendable: _, ...findings }: Findings): string {
  const paged = diagnostics.map((diagnostic) => ({ ...diagnostic, page: rulePage(diagnostic.rule) }));
  return `${JSON.stringify({ ok: !failed, diagnostics: paged, ...findings }, null, 2)}\n`;
}
