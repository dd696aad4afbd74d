import { err, ok, type Result } from '@cambio/oauth';
import type { VerifiedToken } from './access-token.ts';
import type { Refusal } from './refusal.ts';

/**
 * Whether a verified token covers every scope that is demanded. Verification does not look at scopes: what a request
 * needs is the service's own business.
 */
export function checkScopes(
  token: VerifiedToken,
  demanded: readonly string[],
): Result<VerifiedToken, Refusal> {
  const missing = demanded.filter((scope) => !token.scopes.includes(scope));
  if (missing.length === 0) return ok(token);
  return err({ reason: 'scope_missing', missing, scheme: token.scheme });
}
