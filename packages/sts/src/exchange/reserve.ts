import type { VerifiedToken } from '@cambio/claims';
import { type EpochSeconds, ok, type Result } from '@cambio/oauth';
import type { ExchangeFailure } from '../failure.ts';
import type { VerifiedAttempt } from './attempt.ts';
import type { Context } from './context.ts';
import { denied, interrupted } from './record.ts';

interface Reservation {
  readonly key: string;
  readonly until: EpochSeconds;
  /** The token's `exp`. */
  readonly stated: EpochSeconds;
}

/** Seconds a mark outlives the last moment its token could be accepted, against rounding at the edge. */
const MARGIN = 5;

/**
 * Takes the subject token, and the actor token, out of circulation as far as their issuers' replay modes
 * demand. Runs only once everything else allows the exchange, so that a denied token is not used up; what
 * fails after it has used the token up, which is the safe side.
 */
export async function reserve(
  context: Context,
  attempt: VerifiedAttempt,
  target: string,
): Promise<Result<undefined, ExchangeFailure>> {
  for (const token of [attempt.subject, attempt.actor]) {
    const reservation = token && reservationFor(token, target);
    if (reservation === undefined) continue;
    const { key, until, stated } = reservation;
    const mark = await context.ports.marks.reserve(key, until, stated);
    if (!mark.ok) return interrupted(context, attempt, 'marks_unavailable');
    if (mark.value === 'exists') return denied(context, attempt, 'replayed');
  }
  return ok(undefined);
}

/**
 * The mark that makes a token's use unrepeatable: for `once` the token, for `once-per-target` the token
 * and the target, none for `allow`. The token is named by its id and its `exp`: an issuer that gives a `jti` to a second
 * token (against RFC 7519 §4.1.7) has made two. A JSON array, so that no part can pretend to be two.
 */
export function reservationFor(token: VerifiedToken, target: string): Reservation | undefined {
  const { replay, replayId, expiresAt, clockSkew } = token;
  if (replay === 'allow') return undefined;
  const parts = replay === 'once' ? [replayId, expiresAt] : [replayId, expiresAt, target];
  return { key: JSON.stringify(parts), until: expiresAt + clockSkew + MARGIN, stated: expiresAt };
}
