import type { Result } from '@cambio/oauth';
import type { ExchangeError } from './failure.ts';

const ATTEMPTS = 3;

/** Seconds; a server that wants more is not waited for. */
const LONGEST_WAIT = 30;

/**
 * Tries again, twice at most, where that cannot do a thing twice: nobody was there to take the request, the source
 * could not make a token just now, or a server said 429 or 503 and when to come back.
 */
export async function retrying<T>(
  attempt: () => Promise<Result<T, ExchangeError>>,
  wait: (seconds: number) => Promise<void>,
): Promise<Result<T, ExchangeError>> {
  for (let tried = 1; tried < ATTEMPTS; tried++) {
    const outcome = await attempt();
    const pause = outcome.ok ? undefined : pauseAfter(outcome.error, tried);
    if (pause === undefined) return outcome;
    await wait(pause);
  }
  return attempt();
}

/** Seconds to wait before another attempt; `undefined`: there is to be none. */
function pauseAfter(error: ExchangeError, tried: number): number | undefined {
  switch (error.kind) {
    case 'unreachable':
      return error.unsent ? tried : undefined;
    case 'source':
      return error.reason === 'unavailable' ? tried : undefined;
    case 'refused':
    case 'unexpected_answer': {
      const { status, retryAfter = Number.POSITIVE_INFINITY } = error;
      return (status === 429 || status === 503) && retryAfter <= LONGEST_WAIT ? retryAfter : undefined;
    }
    case 'gateway':
      return undefined;
  }
}
