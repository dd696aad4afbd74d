import { ok } from '@cambio/oauth';
import { type RunningSentinels, startSentinels } from '@cambio/testkit/daemons';
import { expect } from 'chai';
import type { MarksStore } from '../../src/index.ts';
import { marksConformance } from '../conformance.ts';
import { opening, redisUnderTest } from './redis-under-test.ts';

const NOW = 1_800_000_000;

describe('Redis behind Sentinels', () => {
  let sentinels: RunningSentinels;
  before(async () => {
    sentinels = await startSentinels();
  });
  after(() => sentinels.stop());

  marksConformance('Redis behind Sentinels', () =>
    redisUnderTest({ url: sentinels.url, acknowledgements: 1 }, () => sentinels.master.ask('flushall')),
  );
});

describe('A master that dies while marks are reserved', () => {
  let sentinels: RunningSentinels;
  let marks: readonly MarksStore[];
  /** Nothing is waited for any more, also where it never came: whatever waits then must end. */
  let isOver = false;
  before(async () => {
    sentinels = await startSentinels();
    const options = { url: sentinels.url, acknowledgements: 1, now: () => NOW * 1000 };
    marks = [await opening(options), await opening(options)];
  });
  after(async () => {
    isOver = true;
    for (const each of marks) await each.close();
    await sentinels.stop();
  });

  it('loses no mark and gives none twice; then all goes on with its replica', async () => {
    const reserved = new Set<string>();
    let key = 0;
    let refused = 0;
    /** Reserves the next key through every gateway at once. */
    async function reserveOnce(): Promise<boolean> {
      const name = `key ${key++}`;
      const answers = await Promise.all(marks.map(({ reserve }) => reserve(name, NOW + 300)));
      const taken = answers.filter((answer) => answer.ok && answer.value === 'reserved').length;
      expect(taken).to.be.lessThan(2);
      if (taken === 1) reserved.add(name);
      else refused += 1;
      return taken === 1;
    }

    for (let count = 0; count < 50; count += 1) await reserveOnce();
    await sentinels.master.stop('SIGKILL');
    while (!isOver && (await sentinels.masterPort()) !== sentinels.replica.port) await reserveOnce();
    expect(refused).to.be.greaterThan(0);

    // It comes back as a replica, so that there is one again to acknowledge.
    await sentinels.restartMaster();
    while (!(await reserveOnce()) && !isOver);
    for (let count = 0; count < 50; count += 1) await reserveOnce();

    expect(reserved.size).to.be.greaterThan(100);
    for (const name of reserved) {
      for (const { reserve } of marks) expect(await reserve(name, NOW + 300)).to.deep.equal(ok('exists'));
    }
  });
});
