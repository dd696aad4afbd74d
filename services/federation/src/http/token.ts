import type { IncomingMessage } from 'node:http';
import { GrantType } from '@cambio/oauth';
import { type Exchange, type Parameters, toAnswer } from '@cambio/sts';
import type { IdentifyCaller } from './caller.ts';
import type { DirectEndpoint } from './direct.ts';
import { formEndpoint, namesClient } from './form-endpoint.ts';
import type { Load } from './load.ts';
import { errorReply, failed, type Reply } from './reply.ts';
import { BUSY } from './shed-load.ts';

export interface TokenEndpoint {
  readonly exchange: Exchange;
  readonly identifyCaller: IdentifyCaller;
  readonly load: Load;
  /** Bytes. */
  readonly bodyLimit: number;
}

const GRANTS: ReadonlySet<string> = new Set(Object.values(GrantType));

/**
 * `POST /token`: two doors, one exchange. A request with any client credential is left to the service door, and
 * is never served as an anonymous one instead; a workload's goes straight to the exchange.
 */
export function tokenEndpoint(endpoint: TokenEndpoint): DirectEndpoint {
  return formEndpoint(endpoint.bodyLimit, async (request, { parameters }) => {
    if (namesClient(request, parameters)) return undefined;
    return (
      refuseGrant(parameters) ??
      endpoint.load.carry(() => exchangeForWorkload(endpoint, request, parameters), BUSY)
    );
  });
}

async function exchangeForWorkload(
  { exchange, identifyCaller }: TokenEndpoint,
  request: IncomingMessage,
  parameters: Parameters,
): Promise<Reply> {
  const result = await exchange(parameters, identifyCaller(request));
  return result.ok ? { status: 200, body: result.value } : failed(toAnswer(result.error));
}

function refuseGrant(parameters: Parameters): Reply | undefined {
  const [grant, ...more] = parameters.get('grant_type') ?? [];
  if (more.length > 0) return errorReply('invalid_request', 'A parameter is given more than once.');
  if (!grant) return errorReply('invalid_request', 'grant_type is missing.');
  if (grant === GrantType.tokenExchange) return undefined;
  return GRANTS.has(grant)
    ? errorReply('invalid_client', 'This grant is for registered services: client authentication is missing.')
    : errorReply('unsupported_grant_type', 'The grant type is not supported.');
}
