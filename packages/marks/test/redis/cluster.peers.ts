import { type RunningRedisCluster, startRedisCluster } from '@cambio/testkit/daemons';
import { marksConformance } from '../conformance.ts';
import { redisUnderTest } from './redis-under-test.ts';

describe('Redis Cluster', () => {
  let cluster: RunningRedisCluster;
  before(async () => {
    cluster = await startRedisCluster();
  });
  after(() => cluster.stop());

  const forget = () => Promise.all(cluster.nodes.map(({ ask }) => ask('flushall')));

  marksConformance('Redis Cluster of three', () => redisUnderTest({ url: cluster.url }, forget));
});
