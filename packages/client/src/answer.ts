import { type EpochSeconds, err, type JsonValue, ok, type Result } from '@cambio/oauth';
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
  /** What the server's clock says (`Date`, RFC 9110 §6.6.1); to the second. */
  readonly date?: EpochSeconds;
  readonly headers: Headers;
  readonly text: string;
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
    const { status, headers } = response;
    const text = await response.text();
    return ok({ status, ...fromHeaders(headers), headers, text, body: parseJson(text) });
  } catch (thrown) {
    const detail = detailOf(thrown, patience);
    return err({ kind: 'unreachable', host: new URL(url).host, unsent: detail === 'ECONNREFUSED', detail });
  }
}

function fromHeaders(headers: Headers): Pick<Answer, 'retryAfter' | 'nonce' | 'date'> {
  const retryAfter = headers.get('retry-after') ?? '';
  const nonce = headers.get('dpop-nonce');
  const date = Date.parse(headers.get('date') ?? '');
  return {
    ...(/^\d{1,9}$/.test(retryAfter) && { retryAfter: Number(retryAfter) }),
    ...(nonce !== null && { nonce }),
    ...(!Number.isNaN(date) && { date: Math.floor(date / 1000) }),
  };
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
