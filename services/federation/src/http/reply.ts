import { type ErrorBody, type OAuthErrorCode, statusOf } from '@cambio/oauth';
import type { Answer } from '@cambio/sts';

/** What a request is answered with. A body that is an object goes out as JSON. */
export interface Reply {
  readonly status: number;
  readonly headers?: Headers;
  readonly body: object | string;
}

type Headers = Readonly<Record<string, string | readonly string[]>>;

/** A failed request, as every endpoint answers it (RFC 6749 §5.2). The text is a constant of ours. */
export function errorReply(error: OAuthErrorCode, error_description: string): Reply {
  return refusal(statusOf(error), { error, error_description });
}

export function refusal(status: number, body: ErrorBody, headers: Headers = {}): Reply {
  return { status, headers, body };
}

/** Seconds after which a caller may try again. */
const RETRY_AFTER = 2;

/** A store or key that has to answer does not. */
export const UNAVAILABLE: Reply = {
  ...errorReply('temporarily_unavailable', 'The gateway cannot tell right now.'),
  headers: { 'Retry-After': String(RETRY_AFTER) },
};

/** The caller has to wait that many seconds. */
export function tooMany(wait: number, error_description: string): Reply {
  const body: ErrorBody = { error: 'temporarily_unavailable', error_description };
  return refusal(429, body, { 'Retry-After': String(wait) });
}

/** A thrown error is a bug: the caller gets JSON that says nothing of it. */
export const UNEXPECTED: Reply = {
  status: 500,
  body: { error: 'server_error', error_description: 'The gateway failed to handle this request.' },
};

/** The answer to an exchange that failed. */
export function failed({ status, body, retryAfter }: Answer): Reply {
  return refusal(status, body, retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) });
}
