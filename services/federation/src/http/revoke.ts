import type { RevokeToken } from '@cambio/sts';
import type { Middleware } from 'koa';
import { answerError, answerUnavailable, formEndpoint, namesClient } from './form-endpoint.ts';
import { readNamedToken } from './named-token.ts';
import type { ServiceDoor } from './service-door.ts';

export interface RevocationEndpoint {
  readonly revokeToken: RevokeToken;
  readonly serviceDoor: ServiceDoor;
  /** Bytes. */
  readonly bodyLimit: number;
}

/**
 * `POST /revoke` (RFC 7009): two doors. A registered service goes through the service door; a workload has no
 * credentials but the token it revokes. 200 once that is durable, and for what there is nothing to do about.
 */
export function revocationEndpoint({ revokeToken, serviceDoor, bodyLimit }: RevocationEndpoint): Middleware {
  return formEndpoint(bodyLimit, async (ctx, { raw, parameters }) => {
    if (namesClient(ctx, parameters)) return serviceDoor(ctx, '/revoke', raw);
    const token = readNamedToken(parameters);
    if (!token.ok) return answerError(ctx, 'invalid_request', token.error);
    const revoked = await revokeToken(token.value, undefined);
    if (revoked.ok) ctx.body = '';
    else if (revoked.error === 'unavailable') answerUnavailable(ctx);
    else answerError(ctx, 'invalid_client', 'The token was issued to a client, which must authenticate.');
  });
}
