import type { Ledger } from '@cambio/ledger';
import { consumerOf } from '../audit/stream-trail.ts';
import { createPoll, type Poll } from '../jobs/poll.ts';
import type { Observed } from '../surroundings.ts';

/** Milliseconds between two looks at the ledger: whoever reads the measurements does not wait for it. */
const INTERVAL = 15_000;

type Trail = Pick<Ledger['trail'], 'sealedExtent' | 'backlog'>;

interface Seen {
  readonly sealedAt?: number;
  readonly unsealedSince?: number;
  readonly sinks: ReadonlyMap<string, { readonly records: number; readonly since?: number }>;
}

/**
 * Shows what of the audit trail is not sealed yet, and what each sink has not taken: for all replicas together, as the
 * ledger has it. While the ledger does not answer, what was seen last stands, and grows older.
 *
 * @param sinks their ids
 */
export function observeTrail(
  trail: Trail,
  sinks: readonly string[],
  { meter, now }: Pick<Observed, 'meter' | 'now'>,
): Poll {
  let seen: Seen = { sinks: new Map() };
  const age = (since: number | undefined) => (since === undefined ? 0 : (now() - since) / 1000);
  meter
    .createObservableGauge('cambio.audit.checkpoint.age', {
      description:
        'Time since the last checkpoint. Absent until there is one; none is made where nothing is recorded.',
      unit: 's',
    })
    .addCallback((gauge) => {
      if (seen.sealedAt !== undefined) gauge.observe(age(seen.sealedAt));
    });
  meter
    .createObservableGauge('cambio.audit.unsealed.age', {
      description: 'How old the oldest decision is that no checkpoint covers; 0 where all are.',
      unit: 's',
    })
    .addCallback((gauge) => gauge.observe(age(seen.unsealedSince)));
  meter
    .createObservableGauge('cambio.audit.sink.lag', {
      description: 'By sink: decisions it has not taken yet.',
    })
    .addCallback((gauge) => {
      for (const [sink, { records }] of seen.sinks) gauge.observe(records, { sink });
    });
  meter
    .createObservableGauge('cambio.audit.sink.delay', {
      description: 'By sink: how old the oldest decision is that it has not taken; 0 where it has all.',
      unit: 's',
    })
    .addCallback((gauge) => {
      for (const [sink, { since }] of seen.sinks) gauge.observe(age(since), { sink });
    });

  const poll = createPoll(async () => {
    seen = (await look(trail, sinks)) ?? seen;
  }, INTERVAL);
  return {
    ...poll,
    start: () => {
      poll.start();
      void poll.look();
    },
  };
}

async function look(trail: Trail, sinks: readonly string[]): Promise<Seen | undefined> {
  const extent = await trail.sealedExtent();
  if (!extent.ok) return undefined;
  const behind = new Map<string, { readonly records: number; readonly since?: number }>();
  for (const id of sinks) {
    const backlog = await trail.backlog(consumerOf({ id }));
    if (!backlog.ok) return undefined;
    behind.set(id, backlog.value);
  }
  const { sealedAt, unsealed } = extent.value;
  return {
    ...(sealedAt !== undefined && { sealedAt }),
    ...(unsealed.since !== undefined && { unsealedSince: unsealed.since }),
    sinks: behind,
  };
}
