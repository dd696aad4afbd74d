import { err, ok, type Result } from '@cambio/oauth';
import { z } from 'zod';

/** Seconds a server may take to answer in full. */
const PATIENCE = 30;

/** What a server said: JSON, or `undefined` where its body is none. */
export interface Answer {
  readonly status: number;
  /** `Retry-After` in seconds (RFC 9110 §10.2.3); its other form, a date, counts as none. */
  readonly retryAfter?: number;
  readonly body: unknown;
}

/** A server that gave no answer. */
export interface NoAnswer {
  readonly kind: 'unreachable';
  readonly host: string;
  /** Whether nobody was there to take the request, so that sending it again cannot do it twice. */
  readonly unsent: boolean;
  /** A system error code such as `ECONNREFUSED`, or a sentence. */
  readonly detail: string;
}

/** Sends one request and reads the answer whole. Follows no redirect, which could carry a token elsewhere. */
export async function ask(
  fetch: typeof globalThis.fetch,
  url: string,
  init: RequestInit = {},
): Promise<Result<Answer, NoAnswer>> {
  try {
    const signal = AbortSignal.timeout(PATIENCE * 1000);
    const response = await fetch(url, { ...init, redirect: 'manual', signal });
    const body = parseJson(await response.text());
    const seconds = response.headers.get('retry-after') ?? '';
    const retryAfter = /^\d{1,9}$/.test(seconds) ? { retryAfter: Number(seconds) } : {};
    return ok({ status: response.status, ...retryAfter, body });
  } catch (thrown) {
    const detail = detailOf(thrown);
    return err({ kind: 'unreachable', host: new URL(url).host, unsent: detail === 'ECONNREFUSED', detail });
  }
}

/** `fetch` rejects with the system's error as its cause, on runtimes that tell. */
const failedFetch = z.object({ cause: z.object({ code: z.string() }) });

const timedOut = z.object({ name: z.literal('TimeoutError') });

function detailOf(thrown: unknown): string {
  if (timedOut.safeParse(thrown).success) return `no answer within ${PATIENCE} s`;
  return failedFetch.safeParse(thrown).data?.cause.code ?? 'the request failed';
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
