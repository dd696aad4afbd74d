import { ok } from '@cambio/oauth';
import type { GuardedClient } from '../fetch/client.ts';
import { readKeySet } from './documents.ts';
import type { Source } from './source.ts';

/** The keys of a key set (RFC 7517) at a URL, and how long the answer may be kept. */
export async function fetchKeySet(
  uri: string,
  client: GuardedClient,
  bearer?: string,
): ReturnType<Source['read']> {
  const fetched = await client.get(uri, bearer);
  if (!fetched.ok) return fetched;
  const set = readKeySet(fetched.value.body);
  return set.ok ? ok({ keys: set.value.keys, refreshAfter: fetched.value.maxAge }) : set;
}
