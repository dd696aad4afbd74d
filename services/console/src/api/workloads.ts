import type { Schemas } from '@cambio/admin-client';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { admin } from './admin.ts';
import { answered } from './answered.ts';

export type Workload = Schemas['Workload'];
export type WorkloadUse = Schemas['WorkloadUse'];

export interface WorkloadFilter {
  readonly issuer?: string;
  readonly name?: string;
  /** RFC 3339. */
  readonly seenSince?: string;
  readonly seenBefore?: string;
}

const PAGE = 100;

export function workloadPages(filter: WorkloadFilter) {
  return infiniteQueryOptions({
    queryKey: ['workloads', filter],
    queryFn: ({ pageParam, signal }) => {
      const query = { ...filter, ...(pageParam && { cursor: pageParam }), limit: PAGE };
      return answered(admin.GET('/workloads', { params: { query }, signal }));
    },
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  });
}

export function workloadById(issuer: string, workload: string) {
  return queryOptions({
    queryKey: ['workload', issuer, workload],
    queryFn: () =>
      answered(admin.GET('/workloads/{issuer}/{workload}', { params: { path: { issuer, workload } } })),
  });
}
