import type { Schemas } from '@cambio/admin-client';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { admin } from './admin.ts';
import { answered } from './answered.ts';

export type Decision = Schemas['Decision'];
export type Explanation = Schemas['Explanation'];

/** What decisions are looked for by; all that is given must hold. */
export interface DecisionFilter {
  readonly outcome?: 'allow' | 'deny';
  readonly reason?: string;
  readonly issuer?: string;
  readonly mapping?: string;
  readonly target?: string;
  readonly workload?: string;
}

/** Decisions in one page. */
const PAGE = 100;

/** The decisions that pass the filter, the newest first, a page at a time. The feed adds what comes later. */
export function decisionPages(filter: DecisionFilter, since: string | undefined) {
  return infiniteQueryOptions({
    queryKey: ['decisions', filter, since],
    queryFn: ({ pageParam, signal }) => {
      const query = {
        ...filter,
        ...(since && { since }),
        ...(pageParam && { cursor: pageParam }),
        limit: PAGE,
      };
      return answered(admin.GET('/decisions', { params: { query }, signal }));
    },
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function decisionById(id: string) {
  return queryOptions({
    queryKey: ['decision', id],
    queryFn: () => answered(admin.GET('/decisions/{id}', { params: { path: { id } } })),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** What the trust in force makes of the same request today. */
export function explainedToday(decision: string) {
  return queryOptions({
    queryKey: ['explained', decision],
    queryFn: () => answered(admin.POST('/explain', { body: { decision } })),
  });
}
