import type { ChainedDecision } from '@cambio/ledger';
import type { Result } from '@cambio/oauth';

/** Somewhere outside that every decision goes to. */
export interface Sink {
  /** As the settings name it: how far it has come is kept under this. */
  readonly id: string;
  /**
   * All of them are there once this has answered `ok`. Otherwise they come again, so some may be there twice: a decision is
   * told by its chain and number. The failure says why, for the log, and holds no credential.
   */
  deliver(records: readonly ChainedDecision[], signal: AbortSignal): Promise<Result<void, string>>;
}
