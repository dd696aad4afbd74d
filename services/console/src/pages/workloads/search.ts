import { textIn } from '../text-in.ts';

/** When it was seen last. */
export const SEEN = {
  '24h': { text: 'in the last 24 hours', days: 1, isBefore: false },
  '30d': { text: 'in the last 30 days', days: 30, isBefore: false },
  'not-30d': { text: 'not for 30 days', days: 30, isBefore: true },
  'not-90d': { text: 'not for 90 days', days: 90, isBefore: true },
} as const;

export type Seen = keyof typeof SEEN;

export interface WorkloadSearch {
  readonly name?: string;
  readonly issuer?: string;
  readonly seen?: Seen;
}

/** The filters of an address; what is none of them is left out. */
export function readWorkloadSearch(given: Readonly<Record<string, unknown>>): WorkloadSearch {
  return {
    ...textIn(given, 'name'),
    ...textIn(given, 'issuer'),
    ...(isSeen(given.seen) && { seen: given.seen }),
  };
}

function isSeen(value: unknown): value is Seen {
  return typeof value === 'string' && Object.hasOwn(SEEN, value);
}
