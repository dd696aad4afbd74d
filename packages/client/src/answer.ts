import { err, type JsonValue, ok, type Result } from '@cambio/oauth';
import { z } from 'zod';

/** Seconds; exchanges may wait for upstream keys. */
const PATIENCE = 30;

/** What a server said: JSON, or `undefined` where its body is none. */
export interface Answer {
  readonly status: number;
  /** `Retry-After` in seconds (RFC 9110 §10.2.3); its other form, a date, counts as none. */
  readonly retryAfter?: number;
  /** `DPoP-Nonce` (RFC 9449 §8). */
  readonly nonce?: string;
  readonly body: JsonValue | undefined;
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

/**
 * Sends one request and reads the answer whole. Follows no redirect, which could carry a token elsewhere.
 *
 * @param patience seconds the server may take to answer in full
 */
export async function ask(
  fetch: typeof globalThis.fetch,
  url: string,
  init: RequestInit = {},
  patience = PATIENCE,
): Promise<Result<Answer, NoAnswer>> {
  try {
    const signal = AbortSignal.timeout(patience * 1000);
    const response = await fetch(url, { ...init, redirect: 'manual', signal });
    const body = parseJson(await response.text());
    const seconds = response.headers.get('retry-after') ?? '';
    const retryAfter = /^\d{1,9}$/.test(seconds) ? { retryAfter: Number(seconds) } : {};
    const nonce = response.headers.get('dpop-nonce');
    return ok({ status: response.status, ...retryAfter, ...(nonce !== null && { nonce }), body });
  } catch (thrown) {
    const detail = detailOf(thrown, patience);
    return err({ kind: 'unreachable', host: new URL(url).host, unsent: detail === 'ECONNREFUSED', detail });
  }
}

/** `fetch` rejects with the system's error as its cause, on runtimes that tell. */
const failedFetch = z.object({ cause: z.object({ code: z.string() }) });

const timedOut = z.object({ name: z.literal('TimeoutError') });

function detailOf(thrown: unknown, patience: number): string {
  if (timedOut.safeParse(thrown).success) return `no answer within ${patience} s`;
  return failedFetch.safeParse(thrown).data?.cause.code ?? 'the request failed';
}

function parseJson(text: string): JsonValue | undefined {
  try {
    const value: JsonValue = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}
