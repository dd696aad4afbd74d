import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect } from 'chai';
import { superviseWorkers } from '../../src/workers/supervise-workers.ts';
import type { Ending, ServingAt, WorkerProcess } from '../../src/workers/worker-process.ts';
import { recordingLog } from '../quiet-log.ts';

const AT: ServingAt = { publicUrl: 'http://127.0.0.1:8080', internalUrl: 'http://127.0.0.1:9090' };

/** A worker that does what the test says. It ends well when it is told to. */
class FakeWorker implements WorkerProcess {
  readonly number: number;
  readonly replacements: number;
  readonly #serving = Promise.withResolvers<ServingAt | undefined>();
  readonly #ended = Promise.withResolvers<Ending>();
  readonly serving = this.#serving.promise;
  readonly ended = this.#ended.promise;
  readonly told: string[] = [];

  constructor(number: number, replacements: number) {
    this.number = number;
    this.replacements = replacements;
  }

  serve(): Promise<void> {
    this.#serving.resolve(AT);
    return nextTurn();
  }

  end(code: number): Promise<void> {
    this.#serving.resolve(undefined);
    this.#ended.resolve({ code });
    return nextTurn();
  }

  stop(): void {
    this.told.push('stop');
    void this.end(0);
  }

  kill(): void {
    this.told.push('kill');
    void this.end(137);
  }
}

/** A supervision whose clock and pauses are the test's. */
function supervise(count: number) {
  const started: FakeWorker[] = [];
  const pauses: number[] = [];
  const serving = new Map<number, ServingAt>();
  let now = 0;
  const workers = superviseWorkers({
    count,
    serving,
    log: recordingLog().log,
    now: () => now,
    start: (number, replacements) => {
      const worker = new FakeWorker(number, replacements);
      started.push(worker);
      return worker;
    },
    wait: async (milliseconds) => {
      pauses.push(milliseconds);
      await nextTurn();
    },
  });
  const latest = (): FakeWorker => started.at(-1) ?? expect.fail('none was started');
  return {
    ...workers,
    serving,
    pauses,
    all: started,
    latest,
    numbers: () => started.map(({ number }) => number),
    /** Lets the newest serve for so long, and end. */
    endAfter: async (milliseconds: number, code: number) => {
      await latest().serve();
      now += milliseconds;
      await latest().end(code);
      await nextTurn();
    },
  };
}

/** Lets what waits for a turn have it. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await nextTurn();
}

describe('superviseWorkers', () => {
  it('starts the first alone, then the others, and has started when all serve', async () => {
    const workers = supervise(3);
    expect(workers.numbers()).to.deep.equal([1]);
    await workers.all[0]?.serve();
    await settled();
    expect(workers.numbers()).to.deep.equal([1, 2, 3]);
    expect([...workers.serving.keys()]).to.deep.equal([1]);
    await workers.all[2]?.serve();
    await workers.all[1]?.serve();
    expect(await workers.started).to.deep.equal(AT);
    expect([...workers.serving.keys()].toSorted()).to.deep.equal([1, 2, 3]);
  });

  it('ends with the code of the first where that does not start, and starts no other', async () => {
    const workers = supervise(2);
    await workers.latest().end(3);
    expect(await workers.ended).to.equal(3);
    expect(await workers.started).to.equal(undefined);
    expect(workers.numbers()).to.deep.equal([1]);
  });

  it('stops those that serve where another does not start, and ends with its code', async () => {
    const workers = supervise(2);
    await workers.latest().serve();
    await settled();
    await workers.latest().end(3);
    expect(await workers.ended).to.equal(3);
    expect(await workers.started).to.equal(undefined);
    expect(workers.all[0]?.told).to.deep.equal(['stop']);
  });

  it('replaces one that ended by one of its number', async () => {
    const workers = supervise(2);
    await workers.latest().serve();
    await settled();
    await workers.latest().serve();
    await workers.all[0]?.end(137);
    await settled();
    expect([...workers.serving.keys()]).to.deep.equal([2]);
    expect(workers.numbers()).to.deep.equal([1, 2, 1]);
    expect(workers.all.map(({ replacements }) => replacements)).to.deep.equal([0, 0, 1]);
    await workers.latest().serve();
    await settled();
    expect([...workers.serving.keys()].toSorted()).to.deep.equal([1, 2]);
    workers.stop();
    expect(await workers.ended).to.equal(0);
  });

  it('waits longer from end to end, and gives up after the fifth pause with the code of the last', async () => {
    const workers = supervise(1);
    for (const _ of [1, 2, 3, 4, 5]) {
      await workers.endAfter(0, 70);
      await settled();
    }
    expect(workers.pauses).to.deep.equal([250, 1000, 4000, 16_000, 60_000]);
    await workers.endAfter(0, 70);
    expect(await workers.ended).to.equal(70);
  });

  it('counts those that replace it and never serve as well', async () => {
    const workers = supervise(1);
    await workers.endAfter(0, 70);
    for (const _ of [1, 2, 3, 4, 5]) {
      await settled();
      await workers.latest().end(3);
    }
    expect(await workers.ended).to.equal(3);
    expect(workers.numbers()).to.have.length(6);
    expect(workers.all.map(({ replacements }) => replacements)).to.deep.equal([0, 1, 2, 3, 4, 5]);
  });

  it('begins anew with the pauses after one has served for a minute', async () => {
    const workers = supervise(1);
    for (const _ of [1, 2, 3, 4, 5, 6, 7]) {
      await workers.endAfter(60_000, 70);
      await settled();
    }
    expect(new Set(workers.pauses)).to.deep.equal(new Set([250]));
    workers.stop();
    expect(await workers.ended).to.equal(0);
  });

  it('does not end with 0 what ended by itself', async () => {
    const workers = supervise(1);
    await workers.latest().serve();
    for (const _ of [1, 2, 3, 4, 5, 6]) {
      await workers.latest().end(0);
      await settled();
    }
    expect(await workers.ended).to.equal(1);
  });

  it('stops all, and replaces none of them', async () => {
    const workers = supervise(2);
    await workers.latest().serve();
    await settled();
    await workers.latest().serve();
    workers.stop();
    expect(await workers.ended).to.equal(0);
    expect(workers.all.map(({ told }) => told)).to.deep.equal([['stop'], ['stop']]);
  });

  it('stops one that is only starting, which is no failure', async () => {
    const workers = supervise(2);
    workers.latest().stop = function stop() {
      void this.end(143);
    };
    workers.stop();
    expect(await workers.ended).to.equal(0);
    expect(workers.numbers()).to.deep.equal([1]);
  });

  it('says so where one did not end well when it was stopped', async () => {
    const workers = supervise(2);
    await workers.latest().serve();
    await settled();
    await workers.latest().serve();
    workers.latest().stop = function stop() {
      void this.end(70);
    };
    workers.stop();
    expect(await workers.ended).to.equal(70);
  });

  it('starts none after a pause in which all were stopped', async () => {
    const workers = supervise(1);
    await workers.latest().serve();
    await workers.latest().end(70);
    workers.stop();
    expect(await workers.ended).to.equal(0);
    expect(workers.numbers()).to.deep.equal([1]);
  });

  it('kills all', async () => {
    const workers = supervise(1);
    await workers.latest().serve();
    workers.kill();
    expect(await workers.ended).to.equal(137);
    expect(workers.latest().told).to.deep.equal(['kill']);
  });
});
