import type { Ledger } from '@cambio/ledger';
import { err, ok, type Result } from '@cambio/oauth';
import type { Logger } from 'pino';
import { type Leases, oneAtATime } from '../jobs/one-at-a-time.ts';
import { createPoll, type Poll } from '../jobs/poll.ts';
import type { Sink } from './sink.ts';

/** Milliseconds between two looks. */
const INTERVAL = 1000;

/** Decisions in one delivery, and deliveries in one turn: then another replica may have the next. */
const BATCH = 200;
const TURN = 20;

/** Milliseconds to wait after a failure, twice as long after each further one, up to the longest. */
const PAUSE = 1000;
const LONGEST_PAUSE = 5 * 60_000;

export interface StreamingOptions {
  readonly sink: Sink;
  readonly ledger: { readonly trail: Pick<Ledger['trail'], 'pending' | 'advance'>; readonly leases: Leases };
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly log: Logger;
}

/** As which a sink reads the trail. */
export function consumerOf({ id }: Pick<Sink, 'id'>): string {
  return `sink:${id}`;
}

/**
 * Hands every decision to a sink, in the order of each chain, at least once, on one replica at a time. An exchange never
 * waits for it: a sink that is slow or away only falls behind, and catches up.
 */
export function streamTrail({ sink, ledger, now, log }: StreamingOptions): Poll {
  const consumer = consumerOf(sink);
  const inTurn = oneAtATime(ledger.leases, `audit-${consumer}`);
  const stopping = new AbortController();
  let failures = 0;
  let resumeAt = 0;

  async function lookOnce(): Promise<void> {
    if (stopping.signal.aborted || now() < resumeAt) return;
    const turn = await inTurn(deliverTurn);
    if (turn === 'unavailable') pause('the ledger does not answer');
  }

  async function deliverTurn(): Promise<void> {
    for (let batch = 0; batch < TURN && !stopping.signal.aborted; batch += 1) {
      const delivered = await deliverBatch();
      if (!delivered.ok) return pause(delivered.error);
      if (failures > 0) log.info({ sink: sink.id }, 'audit sink takes decisions again');
      failures = 0;
      if (delivered.value === 'nothing left') return;
    }
  }

  async function deliverBatch(): Promise<Result<'nothing left' | 'more', string>> {
    const pending = await ledger.trail.pending(consumer, BATCH);
    if (!pending.ok) return err('the ledger does not answer');
    if (pending.value.length === 0) return ok('nothing left');
    const delivered = await sink.deliver(pending.value, stopping.signal);
    if (!delivered.ok) return delivered;
    const advanced = await ledger.trail.advance(consumer, pending.value);
    if (!advanced.ok) return err('the ledger does not answer');
    return ok(advanced.value === 'stale' ? 'nothing left' : 'more');
  }

  function pause(problem: string): void {
    if (stopping.signal.aborted) return;
    resumeAt = now() + Math.min(PAUSE * 2 ** failures, LONGEST_PAUSE);
    if (failures === 0) log.error({ sink: sink.id, problem }, 'audit sink falls behind');
    failures += 1;
  }

  const poll = createPoll(lookOnce, INTERVAL);
  return {
    ...poll,
    async stop() {
      poll.stop();
      stopping.abort();
      await poll.look();
    },
  };
}
