import { err, type Result } from '@cambio/oauth';
import type { ExchangeFailure } from '../failure.ts';
import type { Places } from '../ports.ts';
import type { VerifiedAttempt } from './attempt.ts';

/**
 * Serves an exchange in one of its issuer's places, and refuses it at once where none is left: nothing of it is used up. Its
 * token has verified by then, so that nobody takes the places of others.
 */
export async function inPlace<T>(
  places: Places | undefined,
  { subject }: VerifiedAttempt,
  serve: () => Promise<Result<T, ExchangeFailure>>,
): Promise<Result<T, ExchangeFailure>> {
  if (places === undefined) return serve();
  const leave = places.take(subject.identity.issuer);
  if (leave === undefined) return err({ kind: 'interrupted', outage: 'overloaded' });
  try {
    return await serve();
  } finally {
    leave();
  }
}
