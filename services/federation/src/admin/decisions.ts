import type { Ledger } from '@cambio/ledger';
import { err, ok } from '@cambio/oauth';
import { decisionOperations as operations } from './contract/decisions.ts';
import { implement } from './operation.ts';
import { pageOf } from './page.ts';
import { followDecisions } from './stream.ts';

export interface DecisionParts {
  readonly decisions: Pick<Ledger['decisions'], 'get' | 'list'>;
  readonly workloads: Pick<Ledger['workloads'], 'busiest' | 'countDecisions'>;
  /** Ends every stream: the gateway is about to close. */
  readonly stopping: AbortSignal;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Milliseconds. */
const MINUTE = 60_000;

/** Workloads in a summary. */
const BUSIEST = 8;

/** Streams at the same time, each with a look at the ledger every second. */
const STREAMS = 20;

export function decisionHandlers({ decisions: trail, workloads, stopping, now }: DecisionParts) {
  let streams = 0;
  return {
    searchDecisions: implement(
      operations.searchDecisions,
      async ({ query: { limit, cursor, ...filter } }) => {
        const page = { ...filter, limit: limit + 1, ...(cursor !== undefined && { before: cursor }) };
        const found = await trail.list(page);
        if (!found.ok) return err({ reason: 'unavailable' });
        const { items, next } = pageOf(found.value, limit, ({ id }) => id);
        return ok({ status: 200, body: { decisions: items, ...next } });
      },
    ),

    followDecisions: implement(operations.followDecisions, ({ admin, query: filter, lastEvent, gone }) => {
      if (streams >= STREAMS) return err({ reason: 'too_many_streams' });
      const mayGoOn = admin.isStillActive;
      const signal = AbortSignal.any([stopping, gone]);
      const following = { trail, filter, after: lastEvent, mayGoOn, signal, now };
      return ok({ events: counted(followDecisions(following)) });
    }),

    summarizeDecisions: implement(operations.summarizeDecisions, async ({ query: { since, minutes } }) => {
      if (minutes % 5 !== 0) return err({ reason: 'query_invalid', members: ['minutes'] });
      const [counts, busiest] = await Promise.all([
        workloads.countDecisions({ since, step: minutes * MINUTE }),
        workloads.busiest(since, BUSIEST),
      ]);
      if (!counts.ok || !busiest.ok) return err({ reason: 'unavailable' });
      return ok({ status: 200, body: { counts: counts.value, busiest: busiest.value } });
    }),

    readDecision: implement(operations.readDecision, async ({ path: { id } }) => {
      const decision = await trail.get(id);
      if (!decision.ok) return err({ reason: 'unavailable' });
      if (decision.value === undefined) return err({ reason: 'no_such_decision' });
      return ok({ status: 200, body: decision.value });
    }),
  };

  async function* counted<Event>(events: AsyncIterable<Event>): AsyncIterable<Event> {
    streams++;
    try {
      yield* events;
    } finally {
      streams--;
    }
  }
}
