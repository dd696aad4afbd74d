import { LOOPBACK_TLS } from '@cambio/testkit';
import { type RunningRedis, startRedis } from '@cambio/testkit/daemons';
import { marksConformance } from '../conformance.ts';
import { redisUnderTest } from './redis-under-test.ts';

describe('Redis', () => {
  let redis: RunningRedis;
  before(async () => {
    redis = await startRedis();
  });
  after(() => redis.stop());

  marksConformance('Redis', () => redisUnderTest({ url: `${redis.url}/3` }, () => redis.ask('flushall')));
});

/** What `docs/operate/replicas.md` gives it. */
const RIGHTS =
  '-@all +eval +evalsha +get +set +wait +incrby +expire +pttl +publish +subscribe +ping +info +client +hello +select';

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
