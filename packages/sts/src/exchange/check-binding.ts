import { type Confirmation, ok, type Result } from '@cambio/oauth';
import type { ExchangeFailure } from '../failure.ts';
import { provesKey } from '../possession.ts';
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
  const { subject, actor } = attempt;
  const bound = [subject.identity.claims.cnf, actor?.identity.claims.cnf];
  const proven = bound.every((confirmation) => provesKey(checked.value, confirmation));
  return proven ? ok(checked.value) : denied(context, attempt, 'key_not_proven');
}
