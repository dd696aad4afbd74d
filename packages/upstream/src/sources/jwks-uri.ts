import { readFile } from 'node:fs/promises';
import { err, ok, type Result } from '@cambio/oauth';
import type { GuardedClient } from '../fetch/client.ts';
import { fetchKeySet } from './fetch-key-set.ts';
import type { Source, SourceFailure } from './source.ts';

/**
 * Keys at a URL the operator gave. Where the endpoint wants a bearer token (a Kubernetes API server), it is read
 * from its file for every request, since such files are rotated; it is sent to this URL and to nothing else.
 */
export function jwksUriSource(
  uri: string,
  bearerTokenFile: string | undefined,
  client: GuardedClient,
): Source {
  return {
    read: async () => {
      const bearer = await readBearer(bearerTokenFile);
      return bearer.ok ? fetchKeySet(uri, client, bearer.value) : bearer;
    },
    close: () => client.close(),
  };
}

/** What may stand in a header (RFC 6750 §2.1). */
const BEARER = /^[A-Za-z0-9._~+/-]+=*$/;

async function readBearer(path: string | undefined): Promise<Result<string | undefined, SourceFailure>> {
  if (path === undefined) return ok(undefined);
  try {
    const token = (await readFile(path, 'utf8')).trim();
    return BEARER.test(token)
      ? ok(token)
      : err({ reason: 'unreadable_file', detail: `${path} holds no bearer token` });
  } catch {
    return err({ reason: 'unreadable_file', detail: `${path} cannot be read` });
  }
}
