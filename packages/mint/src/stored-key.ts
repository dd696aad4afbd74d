import type { Result } from '@cambio/oauth';

/** Where a key is in its life: published ahead, signing, or published until the last token it signed is dead. */
export type KeyState = 'next' | 'active' | 'retired';

/** A signing key as it is stored. Times are milliseconds since the epoch. */
export interface StoredKey {
  /** The RFC 7638 thumbprint of the public key. */
  readonly kid: string;
  readonly algorithm: string;
  readonly state: KeyState;
  /** The private key, encrypted, or where it is kept; this package alone can read it. */
  readonly sealed: string;
  readonly createdAt: number;
  readonly activatedAt?: number;
  readonly retiredAt?: number;
}

export interface StoredKeyChange {
  /** The key as it was read. */
  readonly from: StoredKey;
  /** What it shall be; absent: it is removed. */
  readonly to?: StoredKey;
}

/** What the key ring needs of a durable store. Of one algorithm there is at most one `next` and one `active` key. */
export interface KeyStore {
  list(): Promise<Result<readonly StoredKey[], 'unavailable'>>;
  /**
   * Stores a key unless its `kid`, or its state for its algorithm, is taken. Of any number of concurrent calls for
   * one place exactly one is answered `inserted`. Durable before it answers.
   */
  insertIfAbsent(key: StoredKey): Promise<Result<'inserted' | 'exists', 'unavailable'>>;
  /** Makes all changes, in order, or none: `stale` where a key is no longer as it was read. Durable before it answers. */
  update(changes: readonly StoredKeyChange[]): Promise<Result<'updated' | 'stale', 'unavailable'>>;
}
