import type { Ledger } from '@cambio/ledger';
import type { Trust } from '@cambio/sts';
import { createPoll, type Poll } from './poll.ts';

/** Milliseconds between two signs of life. */
const INTERVAL = 10_000;

/** Milliseconds after its last sign of life in which a replica is taken to be there. */
export const REPLICA_LIVES = 3 * INTERVAL;

/** Milliseconds after which one that never left is forgotten. */
const FORGOTTEN = 86_400_000;

export interface Telling {
  readonly replicas: Pick<Ledger['replicas'], 'tell' | 'leave'>;
  readonly trust: Trust;
  readonly id: string;
  readonly version: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Tells the others that this process is there, and which revision it has in force; `leave` tells that it goes. */
export function tellReplica({ replicas, trust, id, version, now }: Telling): Poll & {
  readonly leave: () => Promise<void>;
} {
  const startedAt = now();
  const tell = async () => {
    const { revision } = trust.current();
    await replicas.tell({ id, version, revision, startedAt }, now() - FORGOTTEN);
  };
  const poll = createPoll(tell, INTERVAL);
  return {
    ...poll,
    start: () => {
      void poll.look();
      poll.start();
    },
    leave: async () => {
      poll.stop();
      // A sign of life that is on its way would come after it.
      await poll.look();
      await replicas.leave(id);
    },
  };
}
