import { type ErrorBody, GrantType } from '@cambio/oauth';
import { type Exchange, type ExchangeFailure, type Parameters, toAnswer } from '@cambio/sts';
import type { Context, Middleware } from 'koa';
import type { IdentifyCaller } from './caller.ts';
import { type FormDefect, readForm } from './read-form.ts';

export interface TokenEndpoint {
  readonly exchange: Exchange;
  readonly identifyCaller: IdentifyCaller;
  /** The service door: authenticates the client, then runs the grant. Answers the request itself. */
  readonly serviceDoor: (ctx: Context, body: string) => Promise<void>;
  /** Bytes. */
  readonly bodyLimit: number;
  readonly onFailure: (failure: ExchangeFailure) => void;
}

/** The parameters by which a client names or authenticates itself (RFC 6749 §2.3, RFC 7523 §2.2). */
const CLIENT_PARAMETERS = ['client_id', 'client_secret', 'client_assertion', 'client_assertion_type'];

const GRANTS: ReadonlySet<string> = new Set(Object.values(GrantType));

/**
 * `POST /token`: two doors, one exchange. A request with any client credential goes to the service door, and
 * is never served as an anonymous one instead; a workload's goes straight to the exchange.
 */
export function tokenEndpoint(endpoint: TokenEndpoint): Middleware {
  return async (ctx) => {
    ctx.set('Cache-Control', 'no-store');
    ctx.set('Pragma', 'no-cache');
    const form = await readForm(ctx.req, endpoint.bodyLimit);
    if (!form.ok) return refuseForm(ctx, form.error);
    const { raw, parameters } = form.value;
    if (namesClient(ctx, parameters)) return endpoint.serviceDoor(ctx, raw);
    const refusal = refuseGrant(parameters);
    if (refusal !== undefined) return answer(ctx, refusal.error === 'invalid_client' ? 401 : 400, refusal);
    await exchangeForWorkload(ctx, endpoint, parameters);
  };
}

async function exchangeForWorkload(
  ctx: Context,
  endpoint: TokenEndpoint,
  parameters: Parameters,
): Promise<void> {
  const result = await endpoint.exchange(parameters, endpoint.identifyCaller(ctx.req));
  if (result.ok) {
    ctx.body = result.value;
    return;
  }
  endpoint.onFailure(result.error);
  answerFailure(ctx, result.error);
}

/** Writes a failed exchange; both doors answer through here. */
export function answerFailure(ctx: Context, failure: ExchangeFailure): void {
  const { status, body, retryAfter } = toAnswer(failure);
  if (retryAfter !== undefined) ctx.set('Retry-After', String(retryAfter));
  answer(ctx, status, body);
}

function namesClient(ctx: Context, parameters: Parameters): boolean {
  const { authorization } = ctx.req.headers;
  return authorization !== undefined || CLIENT_PARAMETERS.some((name) => parameters.has(name));
}

function refuseGrant(parameters: Parameters): ErrorBody | undefined {
  const [grant, ...more] = parameters.get('grant_type') ?? [];
  if (more.length > 0) return describe('invalid_request', 'A parameter is given more than once.');
  if (!grant) return describe('invalid_request', 'grant_type is missing.');
  if (grant === GrantType.tokenExchange) return undefined;
  return GRANTS.has(grant)
    ? describe('invalid_client', 'This grant is for registered services: client authentication is missing.')
    : describe('unsupported_grant_type', 'The grant type is not supported.');
}

const UNREADABLE: Readonly<Record<FormDefect, { status: number; description: string }>> = {
  not_a_form: { status: 400, description: 'The body must be application/x-www-form-urlencoded.' },
  too_large: { status: 413, description: 'The body is too large.' },
  aborted: { status: 400, description: 'The body did not arrive whole.' },
};

function refuseForm(ctx: Context, defect: FormDefect): void {
  const { status, description } = UNREADABLE[defect];
  if (defect !== 'not_a_form') ctx.set('Connection', 'close');
  answer(ctx, status, describe('invalid_request', description));
}

function describe(error: ErrorBody['error'], error_description: string): ErrorBody {
  return { error, error_description };
}

function answer(ctx: Context, status: number, body: ErrorBody): void {
  ctx.status = status;
  ctx.body = body;
}
