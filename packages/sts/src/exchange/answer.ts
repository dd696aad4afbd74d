import { formatScope, type TokenResponse } from '@cambio/oauth';
import type { Allow } from '@cambio/policy';
import type { VerifiedAttempt } from './attempt.ts';
import type { MintedToken } from './mint.ts';

/** The answer of RFC 8693 §2.2.1. An issued `jwt` is the same access token, so it is used as one. */
export function answer(
  attempt: VerifiedAttempt,
  allow: Allow,
  { token, record }: MintedToken,
): TokenResponse {
  const dpop = record.confirmation !== undefined && 'jkt' in record.confirmation;
  return {
    access_token: token,
    issued_token_type: attempt.request.requestedTokenType,
    token_type: dpop ? 'DPoP' : 'Bearer',
    expires_in: record.expiresAt - attempt.now,
    scope: formatScope(allow.scopes),
    decision_id: attempt.id,
  };
}
