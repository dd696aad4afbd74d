import type { DecisionFilter } from '../../api/decisions.ts';

/** How far back one looks, in milliseconds. */
export const SPANS = {
  '15m': { text: 'last 15 minutes', length: 15 * 60_000 },
  '1h': { text: 'last hour', length: 3_600_000 },
  '24h': { text: 'last 24 hours', length: 24 * 3_600_000 },
  '7d': { text: 'last 7 days', length: 7 * 86_400_000 },
  '30d': { text: 'last 30 days', length: 30 * 86_400_000 },
} as const;

export type Span = keyof typeof SPANS;

export interface DecisionSearch extends DecisionFilter {
  readonly span?: Span;
}

const TEXTS = ['reason', 'issuer', 'mapping', 'target', 'workload'] as const;

/** The filters of an address; what is none of them is left out. */
export function readDecisionSearch(given: Readonly<Record<string, unknown>>): DecisionSearch {
  const { outcome, span } = given;
  const texts = TEXTS.flatMap((name) => {
    const value = textOf(given[name]);
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    ...((outcome === 'allow' || outcome === 'deny') && { outcome }),
    ...(isSpan(span) && { span }),
    ...Object.fromEntries(texts),
  };
}

/** The router reads `?workload=12` as a number. */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function isSpan(value: unknown): value is Span {
  return typeof value === 'string' && Object.hasOwn(SPANS, value);
}
