import type { Result } from '@cambio/oauth';
import { createPoll, type Poll } from '../jobs/poll.ts';
import type { Observed } from '../surroundings.ts';

/** Milliseconds between two looks. */
const INTERVAL = 30_000;

interface Store {
  time(): Promise<Result<number, 'unavailable'>>;
}

/**
 * Shows how far the clock of this process is from those of the stores, which shows one that has been wrong from the start.
 * Half the way of question and answer is allowed for. While a store does not answer, what it said last stands.
 */
export function observeClocks(
  stores: Readonly<Record<'ledger' | 'marks', Store>>,
  { meter, now }: Pick<Observed, 'meter' | 'now'>,
): Poll {
  const offsets = new Map<string, number>();
  meter
    .createObservableGauge('cambio.clock.offset', {
      description: 'By store: how far the clock of this process is ahead of its; 0 where that is the same.',
      unit: 's',
    })
    .addCallback((gauge) => {
      for (const [store, offset] of offsets) gauge.observe(offset / 1000, { store });
    });

  const poll = createPoll(async () => {
    for (const [name, store] of Object.entries(stores)) {
      const asked = now();
      const theirs = await store.time();
      if (theirs.ok) offsets.set(name, (asked + now()) / 2 - theirs.value);
    }
  }, INTERVAL);
  return {
    ...poll,
    start: () => {
      poll.start();
      void poll.look();
    },
  };
}
