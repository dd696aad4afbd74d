import type { IncomingMessage } from 'node:http';
import type { OAuthErrorCode } from '@cambio/oauth';
import type { BearerRefusal } from '@cambio/sts';
import { errorReply, type Reply, refusal, UNAVAILABLE } from './reply.ts';

/** An access token as it came, before anything is known of it. */
export interface BearerCredential {
  readonly scheme: 'Bearer' | 'DPoP';
  readonly token: string;
}

/** The access token of an `Authorization` header (RFC 6750 §2.1, RFC 9449 §7.1); `undefined` where it has another scheme. */
export function readBearer(request: IncomingMessage): BearerCredential | undefined {
  const [scheme, token = ''] = (request.headers.authorization ?? '').split(/ +(.*)/, 2);
  switch (scheme?.toLowerCase()) {
    case 'bearer':
      return { scheme: 'Bearer', token };
    case 'dpop':
      return { scheme: 'DPoP', token };
    default:
      return undefined;
  }
}

/** Of several such headers Node shows the first alone. */
export function repeatsAuthorization(request: IncomingMessage): boolean {
  return (request.headersDistinct.authorization?.length ?? 0) > 1;
}

/** Says how a caller without credentials may authenticate. No `error`: nothing was wrong with any (RFC 6750 §3.1). */
export function authenticationRequired(proofAlgorithms: readonly string[]): Reply {
  return {
    ...errorReply('invalid_client', 'Authentication is required.'),
    headers: { 'WWW-Authenticate': ['Bearer', `DPoP algs="${proofAlgorithms.join(' ')}"`] },
  };
}

/** Says that the caller's own token, or the proof for it, was refused (RFC 6750 §3.1, RFC 9449 §7.1). */
export function bearerRefused(
  { scheme }: BearerCredential,
  refused: BearerRefusal,
  proofAlgorithms: readonly string[],
): Reply {
  if (refused.kind === 'unavailable') return UNAVAILABLE;
  const error = errorOf(refused);
  const algorithms = scheme === 'DPoP' ? `, algs="${proofAlgorithms.join(' ')}"` : '';
  return refusal(
    401,
    { error, error_description: 'The access token or its proof was not accepted.' },
    { 'WWW-Authenticate': `${scheme} error="${error}"${algorithms}` },
  );
}

/** The code a refused token or proof is answered with. */
export function errorOf(refusal: Exclude<BearerRefusal, { kind: 'unavailable' }>): OAuthErrorCode {
  if (refusal.kind === 'invalid_token') return 'invalid_token';
  const { reason } = refusal.refusal;
  return reason === 'nonce_missing' || reason === 'nonce_stale' ? 'use_dpop_nonce' : 'invalid_dpop_proof';
}
