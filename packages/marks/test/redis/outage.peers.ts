import { inspect } from 'node:util';
import { err, ok } from '@cambio/oauth';
import { type RunningRedis, startBreakableLink, startRedis } from '@cambio/testkit/daemons';
import { expect } from 'chai';
import { type MarksStore, openMarks } from '../../src/index.ts';
import { listening } from '../conformance.ts';
import { opening } from './redis-under-test.ts';

const NOW = 1_800_000_000;
const now = () => NOW * 1000;

/** Milliseconds, longer than Redis is waited for. */
const LATE = 1500;

describe('Redis that is away', () => {
  let redis: RunningRedis;
  let marks: MarksStore;
  let faults: string[];
  beforeEach(async () => {
    redis = await startRedis();
    faults = [];
    marks = await opening({ url: redis.url, now, onFault: (error) => faults.push(error.message) });
  });
  afterEach(async () => {
    await marks.close();
    await redis.stop('SIGKILL');
  });

  it('is unavailable, says so, and is back without opening it anew', async () => {
    await redis.stop();
    expect(await marks.reserve('a', NOW + 300)).to.deep.equal(err('unavailable'));
    expect(await marks.ping()).to.deep.equal(err('unavailable'));
    expect(faults).not.to.deep.equal([]);
    redis = await startRedis({ port: redis.port });
    while (!(await marks.ping()).ok);
    expect(await marks.reserve('a', NOW + 300)).to.deep.equal(ok('reserved'));
  });

  it('is unavailable where it takes connections and answers nothing', async () => {
    redis.signal('SIGSTOP');
    expect(await marks.reserve('a', NOW + 300)).to.deep.equal(err('unavailable'));
    redis.signal('SIGCONT');
    while (!(await marks.ping()).ok);
    expect(await marks.reserve('b', NOW + 300)).to.deep.equal(ok('reserved'));
  });

  it('uses no mark up that was never sent to it', async () => {
    await redis.stop();
    await Promise.all(Array.from({ length: 20 }, (_, i) => marks.reserve(`${i}`, NOW + 300)));
    redis = await startRedis({ port: redis.port });
    while (!(await marks.ping()).ok);
    expect(await redis.ask('dbsize')).to.equal('0');
  });

  it('sheds at once what is beyond its queue', async () => {
    redis.signal('SIGSTOP');
    const answers = Array.from({ length: 5000 }, (_, i) => marks.reserve(`${i}`, NOW + 300));
    const first = await Promise.race(answers.map((answer, index) => answer.then(() => index)));
    expect(first).to.equal(4096);
    redis.signal('SIGCONT');
    await Promise.all(answers);
  });

  it('gives up what Redis answers too late, and holds what that took', async () => {
    const link = await startBreakableLink(redis.port);
    const slow = await opening({ url: `redis://127.0.0.1:${link.port}`, now });
    link.delay(LATE);
    expect(await slow.reserve('a', NOW + 300)).to.deep.equal(err('unavailable'));
    link.mend();
    while (!(await slow.ping()).ok);
    expect(await slow.reserve('a', NOW + 300)).to.deep.equal(ok('exists'));
    await slow.close();
    await link.close();
  });

  it('tells who listens to look again once it is back', async () => {
    await listening(marks);
    expect(marks.isListening()).to.equal(true);
    await redis.stop();
    await marks.ping();
    expect(marks.isListening()).to.equal(false);
    const heard = Promise.withResolvers<void>();
    marks.listen('trust', heard.resolve);
    redis = await startRedis({ port: redis.port });
    await heard.promise;
    expect(marks.isListening()).to.equal(true);
  });

  it('lets each process count for itself meanwhile', async () => {
    const { take } = marks.rateLimit('failures', { points: 2, perSeconds: 60 });
    await take('a');
    await redis.stop();
    expect((await take('a')).left).to.equal(1);
    expect((await take('a')).left).to.equal(0);
  });
});

describe('Redis that no longer takes the password', () => {
  it('is unavailable, and what is said of it holds no password', async () => {
    const redis = await startRedis({ configuration: ['requirepass s3cret'] });
    const faults: Error[] = [];
    const url = redis.url.replace('//', '//:s3cret@');
    const marks = await opening({ url, now, onFault: (error) => faults.push(error) });
    const ask = (...command: string[]) => redis.ask('-a', 's3cret', '--no-auth-warning', ...command);
    await ask('config', 'set', 'requirepass', 'other');
    await redis.ask('-a', 'other', '--no-auth-warning', 'client', 'kill', 'type', 'normal');
    while (!faults.some(({ message }) => message.startsWith('WRONGPASS'))) await marks.ping();
    expect(await marks.reserve('a', NOW + 300)).to.deep.equal(err('unavailable'));
    expect(inspect(faults, { depth: Number.POSITIVE_INFINITY })).not.to.contain('s3cret');
    await marks.close();
    await redis.stop();
  });
});

describe('A mark whose answer got lost', () => {
  it('is known to whoever asked again, and to nobody else', async () => {
    const redis = await startRedis();
    const link = await startBreakableLink(redis.port);
    const marks = await opening({ url: `redis://127.0.0.1:${link.port}`, now });
    const other = await opening({ url: redis.url, now });
    await listening(marks);

    const lost = link.loseNextAnswer();
    const together = ['a', 'b', 'a'].map((key) => marks.reserve(key, NOW + 300));
    expect(await Promise.all(together)).to.deep.equal([ok('reserved'), ok('reserved'), ok('exists')]);
    await lost;
    expect(await marks.reserve('a', NOW + 300)).to.deep.equal(ok('exists'));
    expect(await other.reserve('b', NOW + 300)).to.deep.equal(ok('exists'));

    await Promise.all([marks.close(), other.close()]);
    await link.close();
    await redis.stop();
  });
});

describe('openMarks', () => {
  it('fails where no Redis is, and says neither user nor password', async () => {
    const redis = await startRedis();
    await redis.stop();
    const opened = await openMarks({ url: redis.url.replace('//', '//user:s3cret@'), now });
    expect(opened).to.have.nested.property('error.reason', 'marks_unreachable');
    expect(JSON.stringify(opened)).not.to.match(/s3cret|user/);
  });

  for (const [memory, policy, fits] of [
    ['10mb', 'volatile-lru', false],
    ['10mb', 'allkeys-lru', false],
    ['10mb', 'noeviction', true],
    ['0', 'volatile-lru', true],
  ] as const) {
    it(`${fits ? 'takes' : 'refuses'} a Redis with ${memory} of memory and ${policy}`, async () => {
      const redis = await startRedis({
        configuration: [`maxmemory ${memory}`, `maxmemory-policy ${policy}`],
      });
      const opened = await openMarks({ url: redis.url, now });
      if (opened.ok) await opened.value.close();
      await redis.stop();
      expect(opened.ok || opened.error.reason).to.equal(fits || 'marks_evicted');
    });
  }

  it('fails where the password is wrong', async () => {
    const redis = await startRedis({ configuration: ['requirepass right'] });
    const opened = await openMarks({ url: redis.url.replace('//', '//:wr0ng@'), now });
    expect(opened).to.have.nested.property('error.reason', 'marks_unreachable');
    expect(JSON.stringify(opened)).to.contain('WRONGPASS').and.not.to.contain('wr0ng');
    await redis.stop();
  });
});
