import type { AuthenticateBearer, Parameters } from '@cambio/sts';
import type { Context, Middleware } from 'koa';
import { answerBearerRefusal, challenge, readBearer, repeatsAuthorization } from './bearer.ts';
import type { IdentifyCaller } from './caller.ts';
import {
  answerError,
  answerTooMany,
  answerUnavailable,
  formEndpoint,
  hasClientParameter,
  namesClient,
} from './form-endpoint.ts';
import type { AnswerIntrospection } from './introspection-answer.ts';
import type { Load } from './load.ts';
import { readNamedToken } from './named-token.ts';
import type { Form } from './read-form.ts';
import type { ServiceDoor } from './service-door.ts';
import { admit } from './shed-load.ts';
import { type LookUp, TOO_MANY_LOOK_UPS } from './throttle-scanning.ts';

export interface IntrospectionEndpoint {
  readonly lookUp: LookUp;
  readonly authenticate: AuthenticateBearer;
  /** A proof of possession must name this endpoint. */
  readonly identifyCaller: IdentifyCaller;
  readonly serviceDoor: ServiceDoor;
  readonly answer: AnswerIntrospection;
  readonly load: Load;
  readonly proofAlgorithms: readonly string[];
  /** Bytes. */
  readonly bodyLimit: number;
}

/**
 * `POST /introspect` (RFC 7662, RFC 9701): two doors. A registered service goes through the service door; whoever
 * presents an access token of this gateway stands for that token's audience, and learns of tokens for it alone.
 */
export function introspectionEndpoint(endpoint: IntrospectionEndpoint): Middleware {
  const { bodyLimit, load } = endpoint;
  return formEndpoint(bodyLimit, (ctx, form) => admit(load, ctx, () => throughDoor(ctx, endpoint, form)));
}

async function throughDoor(
  ctx: Context,
  endpoint: IntrospectionEndpoint,
  { raw, parameters }: Form,
): Promise<void> {
  const { authenticate, identifyCaller, serviceDoor, proofAlgorithms } = endpoint;
  const bearer = readBearer(ctx.req);
  if (bearer === undefined) {
    if (namesClient(ctx, parameters)) return serviceDoor(ctx, '/introspect', raw);
    return challenge(ctx, proofAlgorithms);
  }
  if (hasClientParameter(parameters) || repeatsAuthorization(ctx.req)) {
    return answerError(ctx, 'invalid_request', 'The caller authenticates in more than one way.');
  }
  const caller = await authenticate({ ...bearer, presented: identifyCaller(ctx.req).presented });
  if (!caller.ok) return answerBearerRefusal(ctx, bearer, caller.error, proofAlgorithms);
  await introspectFor(ctx, endpoint, String(caller.value.aud), parameters);
}

async function introspectFor(
  ctx: Context,
  { lookUp, answer }: IntrospectionEndpoint,
  audience: string,
  parameters: Parameters,
): Promise<void> {
  const token = readNamedToken(parameters);
  if (!token.ok) return answerError(ctx, 'invalid_request', token.error);
  const response = await lookUp(`audience ${audience}`, token.value, [audience]);
  if (!response.ok) {
    if (response.error === 'unavailable') return answerUnavailable(ctx);
    return answerTooMany(ctx, response.error.wait, TOO_MANY_LOOK_UPS);
  }
  await answer(ctx, response.value, audience);
}
