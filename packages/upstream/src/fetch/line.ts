import type { Dispatcher } from 'undici';
import { FetchError } from './failure.ts';

export interface FetchCaps {
  /** Of the body, unpacked. */
  readonly maxBytes: number;
  /** From the first look-up to the last byte. */
  readonly timeoutMs: number;
}

/** Where a request goes, and how. */
export interface Line {
  readonly url: URL;
  readonly dispatcher: Dispatcher;
  readonly caps: FetchCaps;
}

type Content = Pick<Dispatcher.RequestOptions, 'method' | 'headers' | 'body'>;

/** Sends a request down the line. The dispatcher follows no redirect. */
export function send(
  { url, dispatcher }: Line,
  signal: AbortSignal,
  content: Content,
): Promise<Dispatcher.ResponseData> {
  return dispatcher.request({ ...content, origin: url.origin, path: url.pathname + url.search, signal });
}

/** Runs a request, and throws when its time is up, wherever it got stuck. */
export function withinTime<T>(
  { timeoutMs }: FetchCaps,
  run: (deadline: AbortSignal) => Promise<T>,
): Promise<T> {
  const deadline = AbortSignal.timeout(timeoutMs);
  // The signal alone does not end a request that still waits for its connection.
  return Promise.race([run(deadline), rejectAt(deadline)]);
}

function rejectAt(deadline: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const detail = 'no complete answer in time';
    deadline.addEventListener('abort', () => reject(new FetchError('timed_out', detail)), { once: true });
  });
}
