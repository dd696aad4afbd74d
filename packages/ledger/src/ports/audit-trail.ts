import type { JsonObject, Result } from '@cambio/oauth';
import type { Unavailable } from '@cambio/sts';
import type { ChainEnd } from '../chain/link.ts';
import type { DecisionEntry } from '../trail-file/entry.ts';
import type { Anchor } from '../verify/checkpoint.ts';
import type { SignatureVerdict } from '../verify/reading.ts';
import type { Backlog, TrailReader } from './trail-reader.ts';

/** A signed checkpoint as it is kept. */
export interface StoredCheckpoint {
  readonly number: number;
  /** The JWS. */
  readonly statement: string;
}

/** A chain, from the last record that retention may have removed to the last there is. */
export interface ChainExtent {
  readonly chain: string;
  readonly base: ChainEnd;
  readonly head: ChainEnd;
}

/** How far the last checkpoint reaches. */
export interface SealedExtent {
  /** When it was made, in milliseconds since the epoch; absent where there is none yet. */
  readonly sealedAt?: number;
  /** What it does not cover. */
  readonly unsealed: Backlog;
}

export interface Sealing {
  /** The gateway's issuer URL. */
  readonly issuer: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly sign: (statement: JsonObject) => Promise<Result<string, 'unavailable'>>;
  /** Judges the signature of the last checkpoint: on one that is not valid, nothing is built. */
  readonly judge: (jws: string) => Promise<Result<SignatureVerdict, 'unavailable'>>;
  /** A checkpoint to build on though its key is gone, as whoever knows it by other means says. */
  readonly accept?: Anchor | undefined;
  /** Makes a checkpoint even where nothing has changed since the last: its key is about to go, say. */
  readonly anyway: boolean;
  /** What may be removed once the checkpoint has said so. Absent: nothing. */
  readonly removable?: Removable | undefined;
}

/** The last checkpoint is none that the gateway is known to have made. */
export interface ForeignCheckpoint {
  readonly reason: 'foreign_checkpoint';
  readonly why: Exclude<SignatureVerdict, 'valid'> | 'malformed';
  readonly number: number;
  /** Hex SHA-256 of it. */
  readonly hash: string;
}

/** Records that are older, are covered by a checkpoint already, and were taken by the inventory and all of the consumers. */
export interface Removable {
  /** Milliseconds since the epoch. */
  readonly before: number;
  readonly consumers: readonly string[];
}

/** The trail as a whole: what seals it, reads it, and removes what has had its time. */
export interface AuditTrail extends TrailReader {
  /** Every chain, in the order of their names. */
  chains(): Promise<Result<readonly ChainExtent[], Unavailable>>;
  latestCheckpoint(): Promise<Result<StoredCheckpoint | undefined, Unavailable>>;
  /** What the last checkpoint leaves open, by what it says; its signature is not checked. */
  sealedExtent(): Promise<Result<SealedExtent, Unavailable>>;
  /** The first that was made at this time or later; milliseconds since the epoch. */
  checkpointSince(at: number): Promise<Result<StoredCheckpoint | undefined, Unavailable>>;
  /** The last that was made at this time or before. */
  checkpointUntil(at: number): Promise<Result<StoredCheckpoint | undefined, Unavailable>>;
  /** From one number to another, in order; no more than `limit`. */
  checkpoints(page: {
    readonly from: number;
    readonly through: number;
    readonly limit: number;
  }): Promise<Result<readonly StoredCheckpoint[], Unavailable>>;
  /** The records of a chain after one and up to another, in order; no more than `limit`. As they are stored, right or wrong. */
  records(page: {
    readonly chain: string;
    readonly after: number;
    readonly through: number;
    readonly limit: number;
  }): Promise<Result<readonly DecisionEntry[], Unavailable>>;
  /** Makes room for the days to come, where the store keeps them apart. Without it nothing is lost, only dearer to remove. */
  prepare(now: number): Promise<Result<void, Unavailable>>;
  /**
   * Adds a checkpoint over what all chains have come to. `unchanged` where the last one says the same; `stale` where
   * somebody else added one meanwhile.
   */
  seal(sealing: Sealing): Promise<Result<Anchor | 'unchanged' | 'stale', Unavailable | ForeignCheckpoint>>;
  /**
   * Removes what the last checkpoint says may be, in small batches, and gives the number of records. Where the store keeps
   * days apart, a day goes whole, once all of it may.
   */
  prune(): Promise<Result<number, Unavailable>>;
}
