import type { Result } from '@cambio/oauth';
import type { Unavailable } from '@cambio/sts';

/** A signing key as it is kept: the private half is encrypted text, opaque here. Times in milliseconds since the epoch. */
export interface KeyRecord {
  readonly kid: string;
  readonly algorithm: string;
  readonly state: 'next' | 'active' | 'retired';
  readonly sealed: string;
  readonly createdAt: number;
  readonly activatedAt?: number;
  readonly retiredAt?: number;
}

export interface KeyChange {
  /** The record as it was read. */
  readonly from: KeyRecord;
  /** What it shall be; `kid`, `algorithm` and `createdAt` stay as they are. Absent: it is removed. */
  readonly to?: KeyRecord;
}

/** Signing keys. Of one algorithm there is at most one `next` and one `active` key. Durable before it answers. */
export interface KeyRecords {
  /** All of them, the oldest first. */
  list(): Promise<Result<readonly KeyRecord[], Unavailable>>;
  /** `exists` where the `kid`, or the state for the algorithm, is taken: of concurrent calls one is `inserted`. */
  insertIfAbsent(key: KeyRecord): Promise<Result<'inserted' | 'exists', Unavailable>>;
  /** Makes all changes, in order, or none: `stale` where a record is no longer as it was read. */
  update(changes: readonly KeyChange[]): Promise<Result<'updated' | 'stale', Unavailable>>;
}
