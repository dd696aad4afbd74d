import type { Schemas } from '@cambio/admin-client';
import { queryOptions } from '@tanstack/react-query';
import { admin } from './admin.ts';
import { answered } from './answered.ts';

export type Narrower = Schemas['Narrower'];

/**
 * What a mapping could do without, from what was really used of it: tried on every recorded request by the gateway.
 *
 * @param revision where it has to be about that one or a later one
 */
export function suggestionFor(mapping: string, revision?: string) {
  return queryOptions({
    queryKey: ['suggestion', mapping, revision],
    queryFn: () =>
      answered(admin.GET('/trust/mappings/{id}/suggestion', { params: { path: { id: mapping } } })),
    staleTime: 60_000,
  });
}

/** Who was granted something by a mapping, as the inventory counted. */
export function usersOf(mapping: string) {
  return queryOptions({
    queryKey: ['mapping-users', mapping],
    queryFn: () => answered(admin.GET('/trust/mappings/{id}/users', { params: { path: { id: mapping } } })),
  });
}
