import { err, type JsonValue, ok, type Result } from '@cambio/oauth';
import { type FixedClock, fixedClock } from '@cambio/testkit';
import { expect } from 'chai';
import { createFetchedKeys } from '../../src/keys/fetched-keys.ts';
import type { IssuerKeys } from '../../src/keys/issuer-keys.ts';
import { DEFAULT_TIMING } from '../../src/keys/timing.ts';
import { algorithmNamed } from '../../src/signature/algorithms.ts';
import type { PublishedKeys, SourceFailure } from '../../src/sources/source.ts';
import { KEY } from '../fixture.ts';

type Read = Result<PublishedKeys, SourceFailure>;

const RS256 = algorithmNamed('RS256') ?? expect.fail();
const DOWN: Read = err({ reason: 'unreachable', detail: 'down' });
const DAY = 24 * 3600;

function published(kid: string, refreshAfter?: number): Read {
  return ok({ keys: [{ ...KEY.publicJwk, kid }], refreshAfter });
}

describe('fetched keys', () => {
  let clock: FixedClock;
  let answer: Read | Promise<Read>;
  let reads: number;
  let keys: IssuerKeys;

  function create(use: 'sig' | 'jwt-svid' = 'sig'): IssuerKeys {
    return createFetchedKeys({
      clock: clock.now,
      needs: { algorithms: ['RS256'], use },
      timing: DEFAULT_TIMING,
      maxWaiting: 3,
      source: {
        read: async () => {
          reads++;
          return answer;
        },
        close: () => Promise.resolve(),
      },
    });
  }

  beforeEach(() => {
    clock = fixedClock();
    answer = published('a');
    reads = 0;
    keys = create();
  });

  function knows(kid: string): boolean {
    return keys.current()?.find(kid, RS256) !== undefined;
  }

  it('has none until they are read, and then does not wait for them', async () => {
    expect(keys.current()).to.equal(undefined);
    expect(keys.status()).to.include({ state: 'missing', keys: 0, reads: 0 });
    await keys.refreshIfDue();
    expect(knows('a')).to.equal(true);
    expect(keys.status()).to.include({
      state: 'fresh',
      keys: 1,
      reads: 1,
      readAt: clock.now(),
      failure: undefined,
    });
  });

  it('reads once for any number that ask at the same time', async () => {
    const asked = await Promise.all([keys.demand(), keys.demand(), keys.refreshIfDue(), keys.demand()]);
    expect(reads).to.equal(1);
    expect(asked[0]).to.equal(keys.current());
  });

  it('has no more wait for a read than may, and has room for others after it', async () => {
    await keys.refreshIfDue();
    const read = Promise.withResolvers<Read>();
    answer = read.promise;
    const waiting = [keys.demand(), keys.demand(), keys.demand()];
    expect(await keys.demand()).to.equal(undefined);
    expect(knows('a')).to.equal(true);
    read.resolve(published('b'));
    for (const set of await Promise.all(waiting)) expect(set?.find('b', RS256)).not.to.equal(undefined);
    expect((await keys.demand())?.find('b', RS256)).not.to.equal(undefined);
  });

  it('reads again after three quarters of their time, not before, and so is never stale', async () => {
    answer = published('a', 400);
    await keys.refreshIfDue();
    clock.advance(299);
    await keys.refreshIfDue();
    expect(reads).to.equal(1);
    clock.advance(1);
    expect(keys.status().state).to.equal('fresh');
    answer = published('b', 400);
    await keys.refreshIfDue();
    expect([reads, knows('a'), knows('b')]).to.deep.equal([2, false, true]);
  });

  it('keeps the last good keys through an outage, visibly stale, until the bound', async () => {
    await keys.refreshIfDue();
    answer = DOWN;
    clock.advance(600);
    await keys.refreshIfDue();
    expect(knows('a')).to.equal(true);
    expect(keys.status()).to.deep.include({
      state: 'stale',
      keys: 1,
      failure: { reason: 'unreachable', detail: 'down' },
    });
    clock.advance(DAY - 601);
    expect(knows('a')).to.equal(true);
    clock.advance(1);
    expect(knows('a')).to.equal(false);
    expect(keys.status()).to.include({ state: 'missing', keys: 0 });
  });

  it('is fresh again as soon as its source is back', async () => {
    await keys.refreshIfDue();
    answer = DOWN;
    clock.advance(600);
    await keys.refreshIfDue();
    answer = published('b');
    clock.advance(5);
    await keys.refreshIfDue();
    expect(keys.status()).to.include({ state: 'fresh', failure: undefined });
    expect([knows('a'), knows('b')]).to.deep.equal([false, true]);
  });

  it('hammers nobody: what fails on schedule is tried again later and later', async () => {
    answer = DOWN;
    for (let second = 0; second < 900; second++) {
      await keys.refreshIfDue();
      clock.advance(1);
    }
    // At 0, 5, 15, 35, 75, 155, 315, 615 s.
    expect(reads).to.equal(8);
  });

  it('reads on demand once per cool-down, counted from the attempt', async () => {
    await keys.refreshIfDue();
    for (let turn = 0; turn < 5; turn++) await keys.demand();
    expect(reads).to.equal(2);
    clock.advance(29);
    await keys.demand();
    expect(reads).to.equal(2);
    clock.advance(1);
    await keys.demand();
    expect(reads).to.equal(3);
  });

  it('counts a failed attempt too', async () => {
    answer = DOWN;
    for (let turn = 0; turn < 5; turn++) expect(await keys.demand()).to.equal(undefined);
    expect(reads).to.equal(1);
  });

  it('counts from when the attempt began, however long it took', async () => {
    let finish: (read: Read) => void = () => {};
    answer = new Promise((resolve) => {
      finish = resolve;
    });
    const first = keys.demand();
    clock.advance(30);
    finish(DOWN);
    await first;
    answer = published('a');
    expect(await keys.demand()).to.not.equal(undefined);
    expect(reads).to.equal(2);
  });

  it('lets a demand join a read under way, and does not hold that against the next', async () => {
    let finish: (read: Read) => void = () => {};
    answer = new Promise((resolve) => {
      finish = resolve;
    });
    const scheduled = keys.refreshIfDue();
    const demanded = keys.demand();
    finish(published('a'));
    await scheduled;
    expect((await demanded)?.find('a', RS256)).to.not.equal(undefined);
    answer = published('b');
    expect((await keys.demand())?.find('b', RS256)).to.not.equal(undefined);
    expect(reads).to.equal(2);
  });

  for (const [what, bad] of [
    ['nothing', { keys: [], refreshAfter: undefined }],
    ['only what it cannot use', { keys: [{ kty: 'oct', k: 'AAAA' }], refreshAfter: undefined }],
  ] as const) {
    it(`does not let a set with ${what} evict good keys`, async () => {
      await keys.refreshIfDue();
      answer = ok<PublishedKeys>(bad);
      await keys.demand();
      expect(knows('a')).to.equal(true);
      expect(keys.status().failure?.reason).to.equal('no_usable_key');
    });
  }

  it('takes an empty SPIFFE bundle for what it says: all keys are withdrawn', async () => {
    keys = create('jwt-svid');
    const svid: JsonValue = { ...KEY.publicJwk, use: 'jwt-svid', kid: 'a' };
    answer = ok({ keys: [svid], refreshAfter: undefined });
    await keys.refreshIfDue();
    expect(knows('a')).to.equal(true);
    answer = ok({ keys: [], refreshAfter: undefined });
    await keys.demand();
    expect(knows('a')).to.equal(false);
    expect(keys.status()).to.include({ keys: 0, failure: undefined });
  });

  it('shows what it filtered', async () => {
    answer = ok({ keys: [KEY.publicJwk, { kty: 'oct', kid: 'h' }], refreshAfter: undefined });
    await keys.refreshIfDue();
    expect(keys.status().filtered).to.deep.equal([{ kid: 'h', flaw: 'symmetric' }]);
  });
});
