import type { Result } from '@cambio/oauth';
import type { Unavailable } from '@cambio/sts';

/** A process of the gateway. */
export interface Replica {
  /** Its own; another process, and the same started again, has another one. */
  readonly id: string;
  readonly version: string;
  /** Of the trust it has in force. */
  readonly revision: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
}

export interface SeenReplica extends Replica {
  /** When it told of itself last: milliseconds since the epoch, by its own clock. */
  readonly seenAt: number;
}

/** The processes that work on this ledger, as each tells of itself: for people, and for no decision. */
export interface Replicas {
  /** Says that it is there, and what it has; forgets who was not seen since `forgetBefore`. */
  tell(replica: Replica, forgetBefore: number): Promise<Result<void, Unavailable>>;
  /** Says that it is about to be gone. */
  leave(id: string): Promise<Result<void, Unavailable>>;
  /** Who was seen since then, in the order in which they were started. */
  list(seenSince: number): Promise<Result<readonly SeenReplica[], Unavailable>>;
}
