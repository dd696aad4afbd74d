import { err, ok, type Result } from '@cambio/oauth';
import type { ExchangeFailure } from '../failure.ts';
import { type Attempt, askedOf, type Caller, type VerifiedAttempt } from './attempt.ts';
import type { Context } from './context.ts';
import type { ExchangeRequest } from './read-request.ts';
import { denied } from './record.ts';

/**
 * Verifies the subject token by its declared issuer. Until its signature has verified nothing is recorded
 * and one failure stands for all but keys that cannot be had; from then on every outcome is recorded.
 */
export async function verifySubject(
  context: Context,
  request: ExchangeRequest,
  caller: Caller,
): Promise<Result<VerifiedAttempt, ExchangeFailure>> {
  const { verifier, trust, clock, ids } = context.ports;
  const at = clock.now();
  const now = Math.floor(at / 1000);
  const verified = await verifier.verify(request.subjectToken, request.subjectTokenType, now);
  const asked = askedOf(request, caller);
  const attempt = { id: ids.decision(at), at, now, ...trust.current(), request, caller, asked };
  if (verified.ok) return ok({ ...attempt, subject: verified.value });
  const { reason, authentic } = verified.error;
  if (reason === 'keys_unavailable') return err({ kind: 'interrupted', outage: 'upstream_keys_unavailable' });
  if (authentic === undefined) return err({ kind: 'unauthentic', refusal: verified.error });
  return denied(context, { ...attempt, subject: authentic } satisfies Attempt, reason);
}
