import { err, ok, type Result } from '@cambio/oauth';
import type { ExchangeFailure } from '../failure.ts';
import type { VerifiedAttempt } from './attempt.ts';
import type { Context } from './context.ts';
import { denied } from './record.ts';

/**
 * Counts the exchange for its workload, and the issuer of that, before anything is decided. By then the token has
 * verified, so that nobody uses up what others may. It is not marked as used: the caller can come back with it.
 */
export async function limitRate(
  context: Context,
  attempt: VerifiedAttempt,
): Promise<Result<void, ExchangeFailure>> {
  const { issuer, workload } = attempt.subject.identity;
  const retryAfter = await context.ports.rates?.take(issuer, workload.key);
  if (retryAfter === undefined) return ok(undefined);
  const refused = await denied(context, attempt, 'rate_limited');
  if (refused.ok || refused.error.kind !== 'denied') return refused;
  return err({ ...refused.error, retryAfter });
}
