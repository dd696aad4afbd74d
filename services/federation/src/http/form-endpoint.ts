import { type ErrorBody, type OAuthErrorCode, statusOf } from '@cambio/oauth';
import type { Parameters } from '@cambio/sts';
import type { Context, Middleware } from 'koa';
import { type Form, type FormDefect, readForm } from './read-form.ts';

/**
 * What the OAuth endpoints that take a form have in common: nobody keeps their answers (RFC 6749 §5.1), and a body that
 * is no form is refused before anything else is looked at.
 *
 * @param bodyLimit bytes
 */
export function formEndpoint(
  bodyLimit: number,
  handle: (ctx: Context, form: Form) => Promise<void> | void,
): Middleware {
  return async (ctx) => {
    ctx.set('Cache-Control', 'no-store');
    ctx.set('Pragma', 'no-cache');
    const form = await readForm(ctx.req, bodyLimit);
    if (!form.ok) return refuseForm(ctx, form.error);
    await handle(ctx, form.value);
  };
}

/** The parameters by which a client names or authenticates itself (RFC 6749 §2.3, RFC 7523 §2.2). */
const CLIENT_PARAMETERS = ['client_id', 'client_secret', 'client_assertion', 'client_assertion_type'];

export function hasClientParameter(parameters: Parameters): boolean {
  return CLIENT_PARAMETERS.some((name) => parameters.has(name));
}

/** Whether the request names a client: then the service door alone may serve it, and never as an anonymous one. */
export function namesClient(ctx: Context, parameters: Parameters): boolean {
  return ctx.req.headers.authorization !== undefined || hasClientParameter(parameters);
}

/** A failed request, as every endpoint answers it (RFC 6749 §5.2). The text is a constant of ours. */
export function answerError(ctx: Context, error: OAuthErrorCode, error_description: string): void {
  answerErrorBody(ctx, statusOf(error), { error, error_description });
}

export function answerErrorBody(ctx: Context, status: number, body: ErrorBody): void {
  ctx.status = status;
  ctx.body = body;
}

/** Seconds after which a caller may try again. */
const RETRY_AFTER = 2;

/** A store or key that has to answer does not. */
export function answerUnavailable(ctx: Context): void {
  ctx.set('Retry-After', String(RETRY_AFTER));
  answerError(ctx, 'temporarily_unavailable', 'The gateway cannot tell right now.');
}

/** The caller has to wait that many seconds. */
export function answerTooMany(ctx: Context, wait: number, error_description: string): void {
  ctx.set('Retry-After', String(wait));
  answerErrorBody(ctx, 429, { error: 'temporarily_unavailable', error_description });
}

const UNREADABLE: Readonly<Record<FormDefect, { status: number; description: string }>> = {
  not_a_form: { status: 400, description: 'The body must be application/x-www-form-urlencoded.' },
  too_large: { status: 413, description: 'The body is too large.' },
  aborted: { status: 400, description: 'The body did not arrive whole.' },
};

function refuseForm(ctx: Context, defect: FormDefect): void {
  const { status, description } = UNREADABLE[defect];
  if (defect !== 'not_a_form') ctx.set('Connection', 'close');
  answerErrorBody(ctx, status, { error: 'invalid_request', error_description: description });
}
