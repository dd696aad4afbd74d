import { err, ok, type Result } from '@cambio/oauth';

/** Milliseconds for one request, from connecting to the answer. */
const TIMEOUT = 10_000;

/** Bytes of an answer that are read at the most. */
const ANSWER = 64 * 1024;

/** What came of a request: the status, and the beginning of the answer. */
export interface Posted {
  readonly status: number;
  readonly text: string;
}

export interface Posting {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly signal: AbortSignal;
}

/** Posts, follows no redirect, and waits no longer than some seconds. The failure says why, and holds nothing that was sent. */
export async function post({ url, headers, body, signal }: Posting): Promise<Result<Posted, string>> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers,
      body,
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT)]),
    });
    return ok({ status: response.status, text: await beginningOf(response) });
  } catch (error) {
    return err(reasonOf(error));
  }
}

async function beginningOf({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= ANSWER) break;
  }
  return Buffer.concat(chunks).subarray(0, ANSWER).toString();
}

/** `fetch` itself only says that it failed; why is in the cause. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? cause.message || cause.name : String(cause);
}
