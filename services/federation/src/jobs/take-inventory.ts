import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Ledger } from '@cambio/ledger';
import type { Logger } from 'pino';
import { type Leases, oneAtATime } from './one-at-a-time.ts';
import { createPoll, type Poll } from './poll.ts';

/** Milliseconds between two looks: that late a workload shows in the inventory. */
const INTERVAL = 2000;

/** Decisions counted in one transaction: some milliseconds. */
const BATCH = 500;

interface Inventory {
  readonly workloads: Pick<Ledger['workloads'], 'isBehind' | 'takeInventory'>;
  readonly leases: Leases;
}

/** Counts the decisions that were made since the last look into the inventory of workloads. */
export function takeInventory({ workloads, leases }: Inventory, log: Logger): Poll {
  const inTurn = oneAtATime(leases, 'inventory');
  let failing = false;

  async function catchUp(): Promise<void> {
    for (;;) {
      const taken = await workloads.takeInventory(BATCH);
      if (!taken.ok) return complain();
      if (taken.value === 0) return;
      await nextTurn();
    }
  }

  async function lookOnce(): Promise<void> {
    const behind = await workloads.isBehind();
    if (!behind.ok) return complain();
    failing = false;
    if (behind.value && (await inTurn(catchUp)) === 'unavailable') complain();
  }

  function complain(): void {
    if (!failing) log.warn('workloads cannot be counted: the store does not answer');
    failing = true;
  }

  return createPoll(lookOnce, INTERVAL);
}
