import type { EpochSeconds } from '@cambio/oauth';

/** When a trust is looked at, and what is known of its use until then. */
export interface Moment {
  readonly now: EpochSeconds;
  readonly history?: DecisionHistory | undefined;
}

/** What recorded decisions say of the use of mappings. */
export interface DecisionHistory {
  /** How far back it goes. */
  readonly since: EpochSeconds;
  /** When each mapping last granted something, by id; absent: never since then. */
  readonly lastUsed: ReadonlyMap<string, EpochSeconds>;
}
