import type { Warning } from '../../api/status.ts';
import { type MendingPlace, mendOf } from './mend.ts';

/** What is said in one line: a warning, or how many more there are of its kind, and where they are listed. */
export type AttentionLine =
  | { readonly kind: 'warning'; readonly warning: Warning }
  | { readonly kind: 'more'; readonly title: string; readonly count: number; readonly place: MendingPlace };

/** Warnings of one kind that have a line each. */
const EACH = 3;

/** Warnings kind by kind, in the order in which the kinds come; of a kind that many documents share, the first few. */
export function linesOf(warnings: readonly Warning[]): readonly AttentionLine[] {
  const byTitle = Map.groupBy(warnings, (warning) => mendOf(warning).title);
  return [...byTitle].flatMap(([title, alike]) => {
    const lines = alike.map((warning) => ({ kind: 'warning' as const, warning }));
    const place = listOf(alike[0]);
    // One line for one more would save nothing.
    if (place === undefined || lines.length <= EACH + 1) return lines;
    return [...lines.slice(0, EACH), { kind: 'more' as const, title, count: lines.length - EACH, place }];
  });
}

/** Where all documents or issuers that a kind of warning is about are listed. */
function listOf(warning: Warning | undefined): MendingPlace | undefined {
  if (warning?.kind === 'issuer_keys' || warning?.kind === 'issuer_drift') return { to: '/issuers' };
  const isOfMappings = warning?.kind === 'lint' && warning.about.startsWith('Mapping/');
  if (!isOfMappings || warning.rule === undefined) return undefined;
  return { to: '/trust', search: { finding: warning.rule } };
}
