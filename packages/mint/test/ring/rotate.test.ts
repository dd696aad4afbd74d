import { err, ok } from '@cambio/oauth';
import { expect } from 'chai';
import { type RotationDemand, rotate } from '../../src/ring/rotate.ts';
import { type Care, tend } from '../../src/ring/tend.ts';
import { type MemoryKeyStore, memoryKeyStore } from '../key-store.ts';
import { paperKeeper } from './paper-keeper.ts';

const START = 1_000_000;
const SCHEDULE = { rotateEvery: 1000, publishAhead: 100, keepRetired: 50 };

describe('rotate', () => {
  let store: MemoryKeyStore;
  let care: Care;
  let now: number;
  /** The states that were there after each change. */
  let seen: string[][];

  /** `ES256-1` signs and `ES256-2` is next, both since the start; so it is for RS256. */
  beforeEach(async () => {
    now = START;
    store = memoryKeyStore();
    care = {
      store,
      keeper: paperKeeper(),
      algorithms: ['ES256', 'RS256'],
      now: () => now,
      schedule: SCHEDULE,
    };
    await tend(care);
    seen = [];
    const { update } = store;
    store.update = async (changes) => {
      const updated = await update(changes);
      seen.push(store.keys.map(({ algorithm, state }) => `${algorithm} ${state}`));
      return updated;
    };
  });

  const ask = (changes: Partial<RotationDemand>) => rotate({ now: false, revoke: [], ...changes }, care);
  const states = () => Object.fromEntries(store.keys.map(({ kid, state }) => [kid, state]));

  it('waits until everybody can know the next key, and says when', async () => {
    const before = states();
    now += 99;
    const refused = { reason: 'published_too_late', algorithm: 'ES256', notBefore: START + 100 };
    expect(await ask({})).to.deep.equal(err(refused));
    expect(states()).to.deep.equal(before);
    now += 1;
    expect((await ask({})).ok).to.equal(true);
    expect(states()).to.deep.equal({
      'ES256-1': 'retired',
      'ES256-2': 'active',
      'RS256-1': 'retired',
      'RS256-2': 'active',
      'ES256-3': 'next',
      'RS256-3': 'next',
    });
  });

  it('waits for nothing where it has to be now, and keeps to one algorithm', async () => {
    expect(await ask({ now: true, algorithm: 'RS256' })).to.deep.equal(
      ok([
        { event: 'retired', kid: 'RS256-1', algorithm: 'RS256' },
        { event: 'activated', kid: 'RS256-2', algorithm: 'RS256' },
        { event: 'made', kid: 'RS256-3', algorithm: 'RS256' },
      ]),
    );
    expect(states()).to.include({ 'ES256-1': 'active', 'ES256-2': 'next' });
  });

  const revocations: readonly (readonly [readonly string[], Readonly<Record<string, string>>])[] = [
    [['ES256-1'], { 'ES256-2': 'active', 'ES256-3': 'next' }],
    [['ES256-2'], { 'ES256-1': 'active', 'ES256-3': 'next' }],
    [['ES256-1', 'ES256-2'], { 'ES256-3': 'active', 'ES256-4': 'next' }],
    [['ES256-2', 'ES256-1'], { 'ES256-3': 'active', 'ES256-4': 'next' }],
  ];
  for (const [revoke, left] of revocations) {
    it(`leaves nothing of ${revoke.join(' and ')}, and no moment without a key that signs`, async () => {
      expect((await ask({ revoke })).ok).to.equal(true);
      expect(states()).to.deep.equal({ 'RS256-1': 'active', 'RS256-2': 'next', ...left });
      for (const after of seen) expect(after).to.include.members(['ES256 active', 'RS256 active']);
    });
  }

  it('revokes a retired key, and rotates nothing', async () => {
    now += 1000;
    await tend(care);
    expect(await ask({ revoke: ['ES256-1'] })).to.deep.equal(
      ok([{ event: 'revoked', kid: 'ES256-1', algorithm: 'ES256' }]),
    );
    expect(states()).to.include({ 'ES256-2': 'active', 'RS256-1': 'retired' });
  });

  it('removes what is left of an algorithm that is asked for no more', async () => {
    care = { ...care, algorithms: ['ES256'] };
    expect((await ask({ revoke: ['RS256-1', 'RS256-2'] })).ok).to.equal(true);
    expect(states()).to.deep.equal({ 'ES256-1': 'active', 'ES256-2': 'next' });
  });

  it('says what cannot be done, and changes nothing', async () => {
    const before = states();
    expect(await ask({ revoke: ['ES256-1', 'x'] })).to.deep.equal(err({ reason: 'no_such_key', kid: 'x' }));
    expect(await ask({ now: true, algorithm: 'EdDSA' })).to.deep.equal(
      err({ reason: 'algorithm_not_configured' }),
    );
    store.list = async () => err('unavailable');
    expect(await ask({ now: true })).to.deep.equal(err({ reason: 'store_unavailable' }));
    expect(states()).to.deep.equal(before);
  });

  it('gives up where somebody else changes the keys in the same moment', async () => {
    store.update = async () => ok('stale');
    expect(await ask({ now: true })).to.deep.equal(err({ reason: 'keys_changed' }));
    expect(await ask({ revoke: ['ES256-1'] })).to.deep.equal(err({ reason: 'keys_changed' }));
  });
});
