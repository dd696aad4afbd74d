import type { ChainedDecision } from '@cambio/ledger';
import { err, ok } from '@cambio/oauth';
import { expect } from 'chai';
import type { Sink } from '../../src/audit/sink.ts';
import { consumerOf, streamTrail } from '../../src/audit/stream-trail.ts';
import { recordingLog } from '../quiet-log.ts';
import { type LedgerUnderTest, ledgerUnderTest } from './ledger-with-decisions.ts';

describe('streamTrail', () => {
  let store: LedgerUnderTest;
  let log: ReturnType<typeof recordingLog>;
  let taken: ChainedDecision[];
  let down: boolean;

  beforeEach(async () => {
    store = await ledgerUnderTest();
    log = recordingLog();
    taken = [];
    down = false;
  });
  afterEach(() => store.close());

  const sink: Sink = {
    id: 'archive',
    deliver: async (records) => {
      if (down) return err('connection refused');
      taken.push(...records);
      return ok(undefined);
    },
  };
  const streaming = (to: Sink = sink) =>
    streamTrail({ sink: to, ledger: store.ledger, now: store.now, log: log.log });
  const numbers = () => taken.map(({ seq }) => seq);
  const upTo = (last: number) => Array.from({ length: last }, (_, i) => i + 1);

  it('hands every decision over once, in order, also after a start', async () => {
    await store.decide(450);
    await streaming().look();
    expect(numbers()).to.deep.equal(upTo(450));
    await store.decide(1);
    await streaming().look();
    expect(numbers()).to.deep.equal(upTo(451));
    expect(await store.pending(consumerOf(sink))).to.deep.equal([]);
  });

  it('tries again after a while, the same decisions and later ones, and complains once', async () => {
    await store.decide(2);
    down = true;
    const job = streaming();
    await job.look();
    store.clock.time += 1000;
    await job.look();
    down = false;
    await store.decide(1);
    store.clock.time += 1999;
    await job.look();
    expect(numbers()).to.deep.equal([]);
    store.clock.time += 1;
    await job.look();
    expect(numbers()).to.deep.equal([1, 2, 3]);
    expect(log.lines.map(({ msg, problem }) => problem ?? msg)).to.deep.equal([
      'connection refused',
      'audit sink takes decisions again',
    ]);
  });

  it('waits five minutes at the most', async () => {
    await store.decide(1);
    down = true;
    const job = streaming();
    for (let look = 0; look < 20; look += 1) {
      await job.look();
      store.clock.time += 300_000;
    }
    down = false;
    await job.look();
    expect(numbers()).to.deep.equal([1]);
  });

  it('leaves a sink to the replica that is at it, and no other sink', async () => {
    await store.decide(1);
    await store.ledger.leases.hold('audit-sink:archive', 'another', 1000);
    await streaming().look();
    expect(numbers()).to.deep.equal([]);
    await streaming({ ...sink, id: 'siem' }).look();
    expect(numbers()).to.deep.equal([1]);
  });

  it('gives up a delivery that is under way when it stops', async () => {
    await store.decide(1);
    const begun = Promise.withResolvers<void>();
    const hanging: Sink = {
      id: 'archive',
      deliver: (_, signal) =>
        new Promise((resolve) => {
          signal.addEventListener('abort', () => resolve(err('aborted')));
          begun.resolve();
        }),
    };
    const job = streaming(hanging);
    void job.look();
    await begun.promise;
    await store.decide(1);
    await job.stop();
    expect(log.lines).to.deep.equal([]);
    await streaming().look();
    expect(numbers()).to.deep.equal([1, 2]);
  });
});
