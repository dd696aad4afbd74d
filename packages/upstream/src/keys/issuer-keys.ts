import type { SourceFailure } from '../sources/source.ts';
import type { FilteredKey, KeySet } from './key-set.ts';

/** The keys of one declared issuer, kept by the key store. */
export interface IssuerKeys {
  /** What may verify now. Never waits. */
  current(): KeySet | undefined;
  /**
   * Asks the source because a token needs a key that is not there. Joins a read under way; otherwise reads at most
   * once per cool-down, counted from the attempt whatever came of it. Gives what may verify then; nothing where too many
   * wait for it already, since anybody can make tokens that need a key which is not there.
   */
  demand(): Promise<KeySet | undefined>;
  /** Reads again if it is time, and resolves when that is done. */
  refreshIfDue(): Promise<void>;
  status(): KeyStatus;
  close(): Promise<void>;
}

/** What operators see of one issuer's keys. Times in milliseconds since the epoch. */
export interface KeyStatus {
  /** `stale`: past their time, still verifying; `missing`: nothing verifies. */
  readonly state: 'fresh' | 'stale' | 'missing';
  /** Keys in use. */
  readonly keys: number;
  readonly filtered: readonly FilteredKey[];
  /** Last good read. */
  readonly readAt: number | undefined;
  /** When `stale` becomes `missing`. */
  readonly usableUntil: number | undefined;
  /** Attempts so far. */
  readonly reads: number;
  /** Of the last attempt, when it failed. */
  readonly failure: SourceFailure | undefined;
}
