import { ok, type Result } from '@cambio/oauth';
import type { ExchangeFailure } from '../failure.ts';
import { isOwn, jtiOf } from '../own-token.ts';
import { checkStanding } from '../standing.ts';
import type { VerifiedAttempt } from './attempt.ts';
import type { Context } from './context.ts';
import { denied, interrupted } from './record.ts';

/**
 * A subject or actor token that this gateway issued itself must still stand: neither revoked nor withdrawn by a change
 * of trust, nor made from one that is.
 */
export async function checkOwnTokens(
  context: Context,
  attempt: VerifiedAttempt,
): Promise<Result<void, ExchangeFailure>> {
  const { subject, actor, now } = attempt;
  for (const [token, role] of [[subject, ''] as const, [actor, 'actor_'] as const]) {
    if (token === undefined || !isOwn(token.identity)) continue;
    const standing = await checkStanding(context.ports, jtiOf(token.identity), now);
    if (standing.ok) continue;
    if (standing.error === 'unavailable') return interrupted(context, attempt, 'ledger_unavailable');
    return denied(context, attempt, `${role}${standing.error}`);
  }
  return ok(undefined);
}
