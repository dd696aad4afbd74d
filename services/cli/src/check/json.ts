import type { Findings } from './findings.ts';

/** The findings as one JSON object. */
export function jsonReport({ failed, ...findings }: Findings): string {
  return `${JSON.stringify({ ok: !failed, ...findings }, null, 2)}\n`;
}
