import type { RevokeToken } from '@cambio/sts';
import type { DirectEndpoint } from './direct.ts';
import { formEndpoint, namesClient } from './form-endpoint.ts';
import { readNamedToken } from './named-token.ts';
import { errorReply, UNAVAILABLE } from './reply.ts';

export interface RevocationEndpoint {
  readonly revokeToken: RevokeToken;
  /** Bytes. */
  readonly bodyLimit: number;
}

/**
 * `POST /revoke` (RFC 7009): two doors. A registered service is left to the service door; a workload has no
 * credentials but the token it revokes. 200 once that is durable, and for what there is nothing to do about.
 */
export function revocationEndpoint({ revokeToken, bodyLimit }: RevocationEndpoint): DirectEndpoint {
  return formEndpoint(bodyLimit, async (request, { parameters }) => {
    if (namesClient(request, parameters)) return undefined;
    const token = readNamedToken(parameters);
    if (!token.ok) return errorReply('invalid_request', token.error);
    const revoked = await revokeToken(token.value, undefined);
    if (revoked.ok) return { status: 200, body: '' };
    if (revoked.error === 'unavailable') return UNAVAILABLE;
    return errorReply('invalid_client', 'The token was issued to a client, which must authenticate.');
  });
}
