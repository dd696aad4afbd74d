import type { Ledger } from '../src/index.ts';

/** A ledger under test on a store of its own. */
export interface LedgerUnderTest {
  readonly ledger: Ledger;
  /** A further adapter on the same store, as another replica has it. */
  readonly another: () => Promise<Ledger>;
  readonly close: () => Promise<void>;
}
