import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openMarks, type RateLimits } from '@cambio/marks';
import { err, type IntrospectionResponse, ok, type Result } from '@cambio/oauth';
import { expect } from 'chai';
import { createThrottle } from '../../src/http/throttle.ts';
import { throttleScanning } from '../../src/http/throttle-scanning.ts';

const ACTIVE = ok<IntrospectionResponse>({ active: true, token_type: 'Bearer' });
const INACTIVE = ok<IntrospectionResponse>({ active: false });
const RATE = { points: 2, perSeconds: 60 };

describe('a throttle', () => {
  let limits: RateLimits;
  let seconds: number;
  let close: () => Promise<void>;
  const now = () => seconds * 1000;

  beforeEach(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'cambio-throttle-'));
    seconds = 1_800_000_000;
    const marks = await openMarks({ url: `sqlite:${join(folder, 'marks.db')}`, now });
    if (!marks.ok) throw new Error(marks.error.reason);
    limits = marks.value;
    close = async () => {
      await marks.value.close();
      await rm(folder, { recursive: true });
    };
  });
  afterEach(() => close());

  it('stops who has failed as often as they may, and nobody else, until the period is over', async () => {
    const throttle = createThrottle(limits.rateLimit('test', RATE), now);
    await throttle.count('a');
    expect(throttle.waitOf('a')).to.equal(undefined);
    await throttle.count('a');
    expect(throttle.waitOf('a')).to.be.within(1, 60);
    expect(throttle.waitOf('b')).to.equal(undefined);
    seconds += 60;
    expect(throttle.waitOf('a')).to.equal(undefined);
  });

  it('counts what fails at other replicas', async () => {
    const limit = limits.rateLimit('test', RATE);
    const [one, other] = [createThrottle(limit, now), createThrottle(limit, now)];
    await one.count('a');
    await other.count('a');
    expect(other.waitOf('a')).to.be.within(1, 60);
    await one.count('a');
    expect(one.waitOf('a')).to.be.within(1, 60);
  });

  it('forgets those whose time is over', async () => {
    const throttle = createThrottle({ take: async () => ({ left: 0, resetsIn: 1 }) }, now);
    for (let who = 0; who < 3000; who += 1) {
      await throttle.count(`${who}`);
      seconds += 0.01;
    }
    expect(throttle.waitOf('2999')).to.equal(1);
    expect(throttle.waitOf('0')).to.equal(undefined);
  });

  it('counts look-ups of tokens that are not active, and no others', async () => {
    const answers: Result<IntrospectionResponse, 'unavailable'>[] = [
      ACTIVE,
      err('unavailable'),
      INACTIVE,
      INACTIVE,
    ];
    const asked: unknown[] = [];
    const lookUp = throttleScanning(
      async (...question) => {
        asked.push(question);
        return answers.shift() ?? ACTIVE;
      },
      createThrottle(limits.rateLimit('test', RATE), now),
    );
    const told = [];
    for (let count = 0; count < 5; count += 1) told.push(await lookUp('a', 'token', ['audience']));
    expect(told.slice(0, 4)).to.deep.equal([ACTIVE, err('unavailable'), INACTIVE, INACTIVE]);
    expect(told[4]).to.have.nested.property('error.wait').within(1, 60);
    expect(asked).to.have.length(4);
    expect(await lookUp('b', 'token', ['audience'])).to.deep.equal(ACTIVE);
  });
});
