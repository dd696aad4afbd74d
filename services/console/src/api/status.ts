import type { Schemas } from '@cambio/admin-client';
import { queryOptions } from '@tanstack/react-query';
import { admin } from './admin.ts';
import { answered } from './answered.ts';

export type Warning = Schemas['Warning'];

/** Milliseconds. */
const AGAIN = 30_000;

export function readStatus() {
  return queryOptions({
    queryKey: ['status'],
    queryFn: () => answered(admin.GET('/status')),
    refetchInterval: AGAIN,
  });
}
