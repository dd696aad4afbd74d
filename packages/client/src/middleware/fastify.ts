import type { FastifyReply, FastifyRequest } from 'fastify';
import type { VerifiedToken } from '../resource-server/access-token.ts';
import type { ResourceServer } from '../resource-server/resource-server.ts';
import { createGate, type Demands } from './admission.ts';
import { presentedBy } from './node-request.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** There once `requireAccessToken` has let the request on. */
    accessToken?: VerifiedToken;
  }
}

/**
 * A Fastify hook: lets a request on only with an access token that meets the demands, and puts it on the request. As
 * `onRequest` it spares reading the bodies of requests it refuses; as `preHandler` it also sees a token in a form.
 */
export function requireAccessToken(server: ResourceServer, demands: Demands = {}) {
  const admit = createGate(server, demands);
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    const { raw, originalUrl, body } = request;
    const admission = await admit(presentedBy(raw, originalUrl, body, demands.certificateOf));
    reply.headers(admission.headers);
    if (!admission.admitted) return reply.code(admission.status).send();
    request.accessToken = admission.token;
    return undefined;
  };
}
