import type { IncomingMessage } from 'node:http';
import type { AuthenticateBearer, Parameters } from '@cambio/sts';
import {
  authenticationRequired,
  type BearerCredential,
  bearerRefused,
  readBearer,
  repeatsAuthorization,
} from './bearer.ts';
import type { IdentifyCaller } from './caller.ts';
import type { DirectEndpoint } from './direct.ts';
import { formEndpoint, hasClientParameter, namesClient } from './form-endpoint.ts';
import type { AnswerIntrospection } from './introspection-answer.ts';
import type { Load } from './load.ts';
import { readNamedToken } from './named-token.ts';
import { errorReply, type Reply, tooMany, UNAVAILABLE } from './reply.ts';
import { BUSY } from './shed-load.ts';
import { type LookUp, TOO_MANY_LOOK_UPS } from './throttle-scanning.ts';

export interface IntrospectionEndpoint {
  readonly lookUp: LookUp;
  readonly authenticate: AuthenticateBearer;
  /** A proof of possession must name this endpoint. */
  readonly identifyCaller: IdentifyCaller;
  readonly answer: AnswerIntrospection;
  readonly load: Load;
  readonly proofAlgorithms: readonly string[];
  /** Bytes. */
  readonly bodyLimit: number;
}

/**
 * `POST /introspect` (RFC 7662, RFC 9701): two doors. A registered service is left to the service door; whoever
 * presents an access token of this gateway stands for that token's audience, and learns of tokens for it alone.
 */
export function introspectionEndpoint(endpoint: IntrospectionEndpoint): DirectEndpoint {
  const { bodyLimit, load, proofAlgorithms } = endpoint;
  return formEndpoint(bodyLimit, async (request, { parameters }) => {
    const bearer = readBearer(request);
    if (bearer !== undefined) {
      return load.carry(() => introspectForBearer(endpoint, request, parameters, bearer), BUSY);
    }
    return namesClient(request, parameters) ? undefined : authenticationRequired(proofAlgorithms);
  });
}

async function introspectForBearer(
  endpoint: IntrospectionEndpoint,
  request: IncomingMessage,
  parameters: Parameters,
  bearer: BearerCredential,
): Promise<Reply> {
  const { authenticate, identifyCaller, proofAlgorithms } = endpoint;
  if (hasClientParameter(parameters) || repeatsAuthorization(request)) {
    return errorReply('invalid_request', 'The caller authenticates in more than one way.');
  }
  const caller = await authenticate({ ...bearer, presented: identifyCaller(request).presented });
  if (!caller.ok) return bearerRefused(bearer, caller.error, proofAlgorithms);
  return introspectFor(endpoint, request, parameters, String(caller.value.aud));
}

async function introspectFor(
  { lookUp, answer }: IntrospectionEndpoint,
  request: IncomingMessage,
  parameters: Parameters,
  audience: string,
): Promise<Reply> {
  const token = readNamedToken(parameters);
  if (!token.ok) return errorReply('invalid_request', token.error);
  const response = await lookUp(`audience ${audience}`, token.value, [audience]);
  if (response.ok) return answer(request, response.value, audience);
  return response.error === 'unavailable' ? UNAVAILABLE : tooMany(response.error.wait, TOO_MANY_LOOK_UPS);
}
