import type { Schemas } from '@cambio/admin-client';
import { queryOptions } from '@tanstack/react-query';
import { admin } from './admin.ts';
import { answered } from './answered.ts';

export type LiveToken = Schemas['LiveToken'];

/** Milliseconds: a token lives for minutes. */
const AGAIN = 15_000;

/** Live tokens of a workload, as the subject or the actor: of more than there is room for, those that live longest. */
export function liveTokensOf(workload: string) {
  return queryOptions({
    queryKey: ['tokens', workload],
    queryFn: () => answered(admin.GET('/tokens', { params: { query: { workload, limit: 200 } } })),
    staleTime: 0,
    refetchInterval: AGAIN,
  });
}
