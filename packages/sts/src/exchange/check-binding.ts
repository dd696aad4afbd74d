import type { VerifiedToken } from '@cambio/claims';
import { type Confirmation, isJsonObject, type JsonValue, ok, type Result } from '@cambio/oauth';
import type { ExchangeFailure } from '../failure.ts';
import type { VerifiedAttempt } from './attempt.ts';
import type { Context } from './context.ts';
import { denied, interrupted } from './record.ts';

/**
 * Judges the proof of possession and gives what the issued token is bound to. A subject or actor token that
 * is itself bound is served only with a proof by its key, so that nobody turns a stolen bound token into a
 * bearer token (RFC 9449 §4.3, RFC 8705 §3). Whether a binding is demanded was decided by policy.
 */
export async function checkBinding(
  context: Context,
  attempt: VerifiedAttempt,
): Promise<Result<Confirmation | undefined, ExchangeFailure>> {
  const checked = await context.ports.binding.check(attempt.caller.presented, attempt.now);
  if (!checked.ok) {
    const { reason } = checked.error;
    return reason === 'marks_unavailable'
      ? interrupted(context, attempt, reason)
      : denied(context, attempt, reason);
  }
  const proven = [attempt.subject, attempt.actor].every((token) => provesKeyOf(token, checked.value));
  return proven ? ok(checked.value) : denied(context, attempt, 'key_not_proven');
}

function provesKeyOf(token: VerifiedToken | undefined, proven: Confirmation | undefined): boolean {
  const bound = token?.identity.claims.cnf;
  if (bound === undefined) return true;
  return proven !== undefined && Object.entries(proven).every(([method, key]) => names(bound, method, key));
}

/** Every method the token names must be the one proven: an unknown method cannot be proven here. */
function names(bound: JsonValue, method: string, key: string): boolean {
  return isJsonObject(bound) && Object.keys(bound).length === 1 && bound[method] === key;
}
