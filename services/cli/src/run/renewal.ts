import type { ExchangedToken, ExchangeError } from '@cambio/client';
import type { Result } from '@cambio/oauth';
import { isPassing } from '../exchange/failure.ts';
import type { Problem } from '../problem.ts';

/** Of a token's life: after which part of it the next one is asked for. */
const RENEWED_AFTER = 2 / 3;

/** Seconds between two attempts, at the least. */
const SHORTEST_PAUSE = 5;

/** What keeping a token fresh takes. */
export interface Renewal {
  /** Seconds the token at hand is good for. */
  readonly expiresIn: number;
  readonly issue: () => Promise<Result<ExchangedToken, ExchangeError>>;
  readonly put: (token: string) => Promise<Result<void, Problem>>;
  /** Lets that many seconds pass; `false` where the command ended first. */
  readonly wait: (seconds: number) => Promise<boolean>;
  readonly onFailure: (failure: ExchangeError | Problem) => void;
}

/**
 * Replaces a token after two thirds of its life, again and again, until the command ends. What may pass is tried again
 * halfway to the end of the token, as what the disk has no room for; a refusal, which would be the same the next time, ends
 * the renewal.
 */
export async function keepFresh({ expiresIn, issue, put, wait, onFailure }: Renewal): Promise<void> {
  let pause = expiresIn * RENEWED_AFTER;
  let left = expiresIn;
  while (await wait(pause)) {
    const renewed = await issue();
    const placed = renewed.ok ? await put(renewed.value.accessToken) : renewed;
    if (renewed.ok && placed.ok) {
      left = renewed.value.expiresIn;
      pause = left * RENEWED_AFTER;
      continue;
    }
    if (!placed.ok) onFailure(placed.error);
    if (!renewed.ok && !isPassing(renewed.error)) return;
    left = Math.max(left - pause, 0);
    pause = Math.max(left / 2, SHORTEST_PAUSE);
  }
}
