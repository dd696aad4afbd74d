import { type ErrorBody, GrantType, statusOf } from '@cambio/oauth';
import { type Exchange, type Parameters, toAnswer } from '@cambio/sts';
import type { Context, Middleware } from 'koa';
import type { IdentifyCaller } from './caller.ts';
import { answerErrorBody, formEndpoint, namesClient } from './form-endpoint.ts';
import type { Load } from './load.ts';
import { sendAnswer } from './send-answer.ts';
import type { ServiceDoor } from './service-door.ts';
import { admit } from './shed-load.ts';

export interface TokenEndpoint {
  readonly exchange: Exchange;
  readonly identifyCaller: IdentifyCaller;
  readonly serviceDoor: ServiceDoor;
  readonly load: Load;
  /** Bytes. */
  readonly bodyLimit: number;
}

const GRANTS: ReadonlySet<string> = new Set(Object.values(GrantType));

/**
 * `POST /token`: two doors, one exchange. A request with any client credential goes to the service door, and
 * is never served as an anonymous one instead; a workload's goes straight to the exchange.
 */
export function tokenEndpoint(endpoint: TokenEndpoint): Middleware {
  const { bodyLimit, load, serviceDoor } = endpoint;
  return formEndpoint(bodyLimit, (ctx, { raw, parameters }) => {
    if (namesClient(ctx, parameters)) return admit(load, ctx, () => serviceDoor(ctx, '/token', raw));
    const refusal = refuseGrant(parameters);
    if (refusal !== undefined) return answerErrorBody(ctx, statusOf(refusal.error), refusal);
    return admit(load, ctx, () => exchangeForWorkload(ctx, endpoint, parameters));
  });
}

async function exchangeForWorkload(
  ctx: Context,
  endpoint: TokenEndpoint,
  parameters: Parameters,
): Promise<void> {
  const result = await endpoint.exchange(parameters, endpoint.identifyCaller(ctx.req));
  if (result.ok) ctx.body = result.value;
  else sendAnswer(ctx, toAnswer(result.error));
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

function describe(error: ErrorBody['error'], error_description: string): ErrorBody {
  return { error, error_description };
}
