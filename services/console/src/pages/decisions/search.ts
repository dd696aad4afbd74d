import type { DecisionFilter } from '../../api/decisions.ts';
import { textIn } from '../text-in.ts';

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

/** The filters of an address; what is none of them is left out. */
export function readDecisionSearch(given: Readonly<Record<string, unknown>>): DecisionSearch {
  const { outcome, span } = given;
  return {
    ...((outcome === 'allow' || outcome === 'deny') && { outcome }),
    ...(isSpan(span) && { span }),
    ...textIn(given, 'reason'),
    ...textIn(given, 'issuer'),
    ...textIn(given, 'mapping'),
    ...textIn(given, 'target'),
    ...textIn(given, 'workload'),
  };
}

function isSpan(value: unknown): value is Span {
  return typeof value === 'string' && Object.hasOwn(SPANS, value);
}
