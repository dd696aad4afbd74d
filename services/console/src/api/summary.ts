import type { Schemas } from '@cambio/admin-client';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { admin } from './admin.ts';
import { answered } from './answered.ts';

export type DecisionCount = Schemas['DecisionCount'];

/** Milliseconds: counts are some seconds behind anyway. */
const AGAIN = 15_000;

/**
 * How many decisions there were, step by step, and who the busiest were.
 *
 * @param since milliseconds since the epoch, at each reading anew
 * @param minutes of a step
 */
export function decisionSummary<Range extends string>(range: Range, since: () => number, minutes: number) {
  return queryOptions({
    queryKey: ['summary', range],
    queryFn: async () => {
      const from = since();
      const query = { since: new Date(from).toISOString(), minutes };
      return { range, from, ...(await answered(admin.GET('/decisions/summary', { params: { query } }))) };
    },
    refetchInterval: AGAIN,
    placeholderData: keepPreviousData,
  });
}
