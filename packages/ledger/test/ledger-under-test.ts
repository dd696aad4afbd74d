import type { Ledger } from '../src/index.ts';
import { NOW } from './decisions.ts';

/** A ledger under test on a store of its own. */
export interface LedgerUnderTest {
  readonly ledger: Ledger;
  /** A further adapter on the same store, as another replica has it. */
  readonly another: () => Promise<Ledger>;
  /** The time of all adapters. */
  readonly clock: TestClock;
  readonly close: () => Promise<void>;
}

export interface TestClock {
  readonly now: () => number;
  readonly set: (time: number) => void;
}

/** Stands at `NOW` until it is set. */
export function testClock(): TestClock {
  let time = NOW;
  return {
    now: () => time,
    set: (to) => {
      time = to;
    },
  };
}
