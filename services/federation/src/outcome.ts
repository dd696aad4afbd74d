import type { ExchangeFailure } from '@cambio/sts';

/** How an exchange ended and why, in words of closed lists. */
export interface Outcome {
  readonly outcome: 'allowed' | 'denied' | 'interrupted' | 'malformed' | 'unauthentic';
  readonly reason: string;
}

export const ALLOWED: Outcome = { outcome: 'allowed', reason: 'none' };

export function outcomeOf(failure: ExchangeFailure): Outcome {
  switch (failure.kind) {
    case 'request':
      return { outcome: 'malformed', reason: failure.defect };
    case 'unauthentic':
      return { outcome: 'unauthentic', reason: failure.refusal.reason };
    case 'denied':
      return { outcome: 'denied', reason: failure.reason };
    case 'interrupted':
      return { outcome: 'interrupted', reason: failure.outage };
  }
}
