import type { VerifiedToken } from '@cambio/claims';
import { ok, type Result } from '@cambio/oauth';
import type { ExchangeFailure } from '../failure.ts';
import type { VerifiedAttempt } from './attempt.ts';
import type { Context } from './context.ts';
import type { PresentedToken } from './read-request.ts';
import { denied, interrupted } from './record.ts';

/**
 * Verifies the actor token, where there is one, exactly as the subject token is (RFC 8693 §2.1): a bad
 * actor never leaves the subject to be served alone. One token cannot be both.
 */
export async function verifyActor(
  context: Context,
  attempt: VerifiedAttempt,
  presented: PresentedToken | undefined,
): Promise<Result<VerifiedAttempt, ExchangeFailure>> {
  if (presented === undefined) return ok(attempt);
  const actor = await context.ports.verifier.verify(presented.token, presented.type, attempt.now);
  if (actor.ok) {
    const delegated = { ...attempt, actor: actor.value };
    const same = isSameToken(actor.value, attempt.subject);
    return same ? denied(context, delegated, 'actor_is_subject') : ok(delegated);
  }
  const { reason, authentic } = actor.error;
  if (reason === 'keys_unavailable') return interrupted(context, attempt, 'upstream_keys_unavailable');
  const known = authentic === undefined ? attempt : { ...attempt, actor: authentic };
  return denied(context, known, `actor_${reason}`);
}

/** By what was signed, not by its text: anybody can make a second valid signature of an ECDSA one. */
function isSameToken(one: VerifiedToken, other: VerifiedToken): boolean {
  return one.replayId === other.replayId && one.expiresAt === other.expiresAt;
}
