/** How far the overview looks back, in milliseconds, and the length of a bar, in minutes. */
export const RANGES = {
  '1h': { text: '1 hour', length: 3_600_000, minutes: 5 },
  '24h': { text: '24 hours', length: 86_400_000, minutes: 30 },
  '7d': { text: '7 days', length: 7 * 86_400_000, minutes: 180 },
  '30d': { text: '30 days', length: 30 * 86_400_000, minutes: 720 },
} as const;

export type Range = keyof typeof RANGES;

export const DEFAULT_RANGE: Range = '24h';

export interface OverviewSearch {
  readonly range?: Range;
}

export function readOverviewSearch({ range }: Readonly<Record<string, unknown>>): OverviewSearch {
  return isRange(range) ? { range } : {};
}

export function isRange(value: unknown): value is Range {
  return typeof value === 'string' && Object.hasOwn(RANGES, value);
}
