import { LOOPBACK_TLS } from '@cambio/testkit';
import { type RunningRedis, startRedis } from '@cambio/testkit/daemons';
import { expect } from 'chai';
import { listening, marksConformance } from '../conformance.ts';
import { redisUnderTest } from './redis-under-test.ts';

describe('Redis', () => {
  let redis: RunningRedis;
  before(async () => {
    redis = await startRedis();
  });
  after(() => redis.stop());

  const fresh = () => redisUnderTest({ url: `${redis.url}/3` }, () => redis.ask('flushall'));

  marksConformance('Redis', fresh);

  it('tells every gateway of a change at one of them', async () => {
    const store = await fresh();
    const other = await store.another();
    await listening(other);
    const heard = new Promise<void>((resolve) => other.listen('keys', resolve));
    await store.marks.announce('keys');
    await heard;
    await store.close();
  });

  it('has a clock of its own', async () => {
    const store = await fresh();
    const before = Date.now();
    const time = await store.marks.time();
    expect(time.ok ? time.value : 0).to.be.within(before - 1, Date.now());
    await store.close();
  });

  it('counts for every gateway what one of them counts', async () => {
    const store = await fresh();
    const rate = { points: 2, perSeconds: 60 };
    await store.marks.rateLimit('failures', rate).take('a');
    const other = await store.another();
    expect((await other.rateLimit('failures', rate).take('a')).left).to.equal(0);
    await store.close();
  });
});

/** What `docs/operate/replicas.md` gives it. */
const RIGHTS =
  '-@all +eval +evalsha +get +set +wait +incrby +expire +pttl +publish +subscribe +ping +time +info +client +hello +select';

describe('Redis over TLS, with a user of its own', () => {
  let redis: RunningRedis;
  before(async () => {
    const user = `user gateway on >s%cret resetchannels &cambio:* ~cambio:* ${RIGHTS}`;
    redis = await startRedis({
      tls: true,
      configuration: ['user default off', 'user admin on >admin ~* +@all', user],
    });
  });
  after(() => redis.stop());

  marksConformance('Redis over TLS', () => {
    const url = redis.url.replace('rediss://', 'rediss://gateway:s%25cret@');
    return redisUnderTest({ url, tls: { ca: LOOPBACK_TLS.ca } }, () => forget());
  });

  async function forget(): Promise<void> {
    const login = ['--user', 'admin', '--pass', 'admin', '--no-auth-warning', '--tls', '--insecure'];
    await redis.ask(...login, 'flushall');
  }
});
