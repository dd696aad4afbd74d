/** How far back the overview looks: its length, and that of a bar, in milliseconds. */
export const RANGES = {
  '1h': { text: 'Hour', length: 3_600_000 },
  '24h': { text: 'Day', length: 86_400_000 },
  '7d': { text: 'Week', length: 7 * 86_400_000 },
  '30d': { text: 'Month', length: 30 * 86_400_000 },
} as const;

export type Range = keyof typeof RANGES;

export interface OverviewSearch {
  readonly range?: Range;
}

export function readOverviewSearch({ range }: Readonly<Record<string, unknown>>): OverviewSearch {
  return isRange(range) ? { range } : {};
}

export function isRange(value: unknown): value is Range {
  return typeof value === 'string' && Object.hasOwn(RANGES, value);
}
