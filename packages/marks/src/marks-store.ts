import type { Result } from '@cambio/oauth';
import type { Marks, Unavailable } from '@cambio/sts';
import type { RateLimit } from './rate-limit.ts';

/** What the replicas tell each other has changed. */
export const TOPICS = ['trust', 'keys'] as const;
export type Topic = (typeof TOPICS)[number];

/** What is short-lived: marks, rate counters, and the signal that something has changed. Same promises on every store. */
export interface MarksStore extends Marks, RateLimits, ChangeSignal {
  /** Whether the store answers. */
  ping(): Promise<Result<void, Unavailable>>;
  /** What time it is to the store, in milliseconds since the epoch; an embedded one has the clock of this process. */
  time(): Promise<Result<number, Unavailable>>;
  /** Forgets marks that ended more than an hour ago, and answers how many they were; none where the store does so itself. */
  sweep(): Promise<Result<number, Unavailable>>;
  /** Waits for what was asked before, then lets go of the store. Whatever is asked later is `unavailable`. */
  close(): Promise<void>;
}

export interface RateLimits {
  /**
   * The counters called `name`, one for each key. They count across replicas. While their store is away each process
   * counts for itself: what they protect must not stand still for want of them.
   */
  rateLimit(name: string, rate: Rate): RateLimit;
}

export interface Rate {
  /** What may be taken in one period. */
  readonly points: number;
  /** How long a period is, in seconds; it starts with the first that is taken. */
  readonly perSeconds: number;
}

/**
 * A hint that something in the ledger has changed, never the news itself: it may get lost. Who listens compares
 * revisions, and looks now and then unasked.
 */
export interface ChangeSignal {
  /** Tells every replica, this one too. Does not fail. */
  announce(topic: Topic): Promise<void>;
  /** Calls `handler` on every announcement, and whenever some may have been missed. Gives the way to stop. */
  listen(topic: Topic, handler: () => void): () => void;
  /** Whether announcements of others arrive at present. */
  isListening(): boolean;
}

/** Why the store can't be opened. */
export type MarksOpenFailure =
  /** `detail` is for the operator. */
  | { readonly reason: 'marks_unreachable'; readonly detail: string }
  /** It forgets what it has been told when its memory is full, and with it that a token was used. */
  | { readonly reason: 'marks_evicted' }
  /** No store that is known here. The URL is left out: it may hold a password. */
  | { readonly reason: 'marks_url_unsupported' };
