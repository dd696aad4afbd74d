import { ok, type Result } from '@cambio/oauth';
import { type RunningRedisCluster, startRedisCluster } from '@cambio/testkit/daemons';
import { expect } from 'chai';
import { marksConformance } from '../conformance.ts';
import { opening, redisUnderTest } from './redis-under-test.ts';

const NOW = 1_800_000_000;

describe('Redis Cluster', () => {
  let cluster: RunningRedisCluster;
  before(async () => {
    cluster = await startRedisCluster();
  });
  after(() => cluster.stop());

  const forget = () => Promise.all(cluster.nodes.map(({ ask }) => ask('flushall')));

  marksConformance('Redis Cluster of three', () => redisUnderTest({ url: cluster.url }, forget));

  it('refuses what a silent node would have to hold, in time, and is exact again once that speaks', async () => {
    await forget();
    const now = () => NOW * 1000;
    const marks = [await opening({ url: cluster.url, now }), await opening({ url: cluster.url, now })];
    const reserveAll = (keys: readonly string[]) =>
      Promise.all(keys.map((key) => Promise.all(marks.map(({ reserve }) => reserve(key, NOW + 300)))));
    const keysOf = (round: string) => Array.from({ length: 60 }, (_, i) => `${round} ${i}`);
    const winners = (answers: readonly Result<string, string>[]) =>
      answers.filter((answer) => answer.ok && answer.value === 'reserved').length;

    cluster.nodes[1]?.signal('SIGSTOP');
    const during = await reserveAll(keysOf('during'));
    cluster.nodes[1]?.signal('SIGCONT');
    expect(during.flat().some((answer) => !answer.ok)).to.equal(true);
    expect(Math.max(...during.map(winners))).to.equal(1);

    for (const { ping } of marks) while (!(await ping()).ok);
    for (const { ask } of cluster.nodes) {
      while (!(await ask('cluster', 'info')).includes('cluster_state:ok'));
    }
    const held = during.flatMap((answers, i) => (winners(answers) === 1 ? [`during ${i}`] : []));
    for (const answers of await reserveAll(held)) expect(answers).to.deep.equal([ok('exists'), ok('exists')]);
    for (const answers of await reserveAll(keysOf('after'))) expect(winners(answers)).to.equal(1);
    for (const { close } of marks) await close();
  });
});
