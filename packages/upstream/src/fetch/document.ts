import type { Dispatcher } from 'undici';
import { readBody } from './body.ts';
import { FetchError } from './failure.ts';
import { isJsonType, maxAgeOf, textOf } from './headers.ts';
import { type Line, send, withinTime } from './line.ts';

export interface FetchedDocument {
  readonly body: Buffer;
  /** Seconds the answer may be kept, as far as it says (RFC 9111 §5.2.2). */
  readonly maxAge: number | undefined;
}

interface Fetch extends Line {
  readonly bearer: string | undefined;
}

/** Fetches one JSON document, or throws when its time is up, wherever it got stuck. */
export function fetchDocument(fetch: Fetch): Promise<FetchedDocument> {
  return withinTime(fetch.caps, (deadline) => readDocument(fetch, deadline));
}

async function readDocument(fetch: Fetch, signal: AbortSignal): Promise<FetchedDocument> {
  const { bearer, caps } = fetch;
  const { statusCode, headers, body } = await send(fetch, signal, {
    method: 'GET',
    headers: {
      accept: 'application/json, application/jwk-set+json',
      'accept-encoding': 'gzip',
      ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
    },
  });
  const refused = refusalOf(statusCode, headers);
  if (refused !== undefined) {
    await body.dump();
    throw refused;
  }
  const bytes = await readBody(body, textOf(headers['content-encoding']), caps.maxBytes);
  return { body: bytes, maxAge: maxAgeOf(textOf(headers['cache-control'])) };
}

type ResponseHeaders = Dispatcher.ResponseData['headers'];

function refusalOf(status: number, headers: ResponseHeaders): FetchError | undefined {
  if (status >= 300 && status < 400)
    return new FetchError('redirected', `answered ${status}; redirects are not followed`);
  if (status !== 200) return new FetchError('bad_status', `answered ${status}`);
  if (!isJsonType(textOf(headers['content-type'])))
    return new FetchError('bad_content_type', 'not JSON in UTF-8');
  return undefined;
}
