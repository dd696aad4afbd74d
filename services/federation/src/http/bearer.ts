import type { IncomingMessage } from 'node:http';
import type { OAuthErrorCode } from '@cambio/oauth';
import type { BearerRefusal } from '@cambio/sts';
import type { Context } from 'koa';
import { answerErrorBody, answerUnavailable } from './form-endpoint.ts';

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
export function challenge(ctx: Context, proofAlgorithms: readonly string[]): void {
  ctx.append('WWW-Authenticate', 'Bearer');
  ctx.append('WWW-Authenticate', `DPoP algs="${proofAlgorithms.join(' ')}"`);
  answerErrorBody(ctx, 401, { error: 'invalid_client', error_description: 'Authentication is required.' });
}

/** Says that the caller's own token, or the proof for it, was refused (RFC 6750 §3.1, RFC 9449 §7.1). */
export function answerBearerRefusal(
  ctx: Context,
  { scheme }: BearerCredential,
  refusal: BearerRefusal,
  proofAlgorithms: readonly string[],
): void {
  if (refusal.kind === 'unavailable') {
    answerUnavailable(ctx);
    return;
  }
  const error = errorOf(refusal);
  const algorithms = scheme === 'DPoP' ? `, algs="${proofAlgorithms.join(' ')}"` : '';
  ctx.set('WWW-Authenticate', `${scheme} error="${error}"${algorithms}`);
  answerErrorBody(ctx, 401, { error, error_description: 'The access token or its proof was not accepted.' });
}

/** The code a refused token or proof is answered with. */
export function errorOf(refusal: Exclude<BearerRefusal, { kind: 'unavailable' }>): OAuthErrorCode {
  if (refusal.kind === 'invalid_token') return 'invalid_token';
  const { reason } = refusal.refusal;
  return reason === 'nonce_missing' || reason === 'nonce_stale' ? 'use_dpop_nonce' : 'invalid_dpop_proof';
}
