import type { JsonObject, Result } from '@cambio/oauth';
import type { Unavailable } from '@cambio/sts';
import type { StoredDecision } from '../decision-body.ts';

/** A record's place: on which chain, and there which one, from 1. */
export interface ChainPosition {
  readonly chain: string;
  readonly seq: number;
}

/** A decision as it stands on its chain. */
export interface ChainedDecision extends ChainPosition {
  /** Hex SHA-256 over the record and all before it on its chain. */
  readonly hash: string;
  readonly decision: StoredDecision;
  /** The same with every member it was recorded with, as it was hashed. */
  readonly record: JsonObject;
}

/** What is still to be taken, or sealed. */
export interface Backlog {
  readonly records: number;
  /** When the oldest of them was made, in milliseconds since the epoch; absent where there is none. */
  readonly since?: number;
}

/** For those who take every record once: the inventory, and whoever the trail is streamed to. */
export interface TrailReader {
  /** Records the consumer has not taken, `limit` of them at the most, every chain in its order. */
  pending(consumer: string, limit: number): Promise<Result<readonly ChainedDecision[], Unavailable>>;
  /** How far the consumer is behind. */
  backlog(consumer: string): Promise<Result<Backlog, Unavailable>>;
  /**
   * Says that the consumer has taken these, all that `pending` gave or its beginning. `stale`, and nothing happens, where
   * somebody else has taken any of them meanwhile (compare-and-set).
   */
  advance(
    consumer: string,
    taken: readonly ChainPosition[],
  ): Promise<Result<'advanced' | 'stale', Unavailable>>;
}
