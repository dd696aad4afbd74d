import { err, ok } from '@cambio/oauth';
import { expect } from 'chai';
import fc from 'fast-check';
import { carryOut } from '../../src/ring/carry-out.ts';
import { plan, type Schedule } from '../../src/ring/plan.ts';
import { rotate } from '../../src/ring/rotate.ts';
import { type Care, tend } from '../../src/ring/tend.ts';
import type { SigningAlgorithm } from '../../src/signing-algorithm.ts';
import type { StoredKey } from '../../src/stored-key.ts';
import { type MemoryKeyStore, memoryKeyStore } from '../key-store.ts';
import { paperKeeper } from './paper-keeper.ts';

const SCHEDULE: Schedule = { rotateEvery: 1000, publishAhead: 100, keepRetired: 50 };
const at = (createdAt: number, kid: string, changes: Partial<StoredKey> = {}): StoredKey => ({
  kid,
  algorithm: 'ES256',
  state: 'next',
  sealed: kid,
  createdAt,
  ...changes,
});
const active = at(0, 'a', { state: 'active', activatedAt: 0 });

describe('plan', () => {
  const cases: readonly { name: string; keys: StoredKey[]; now: number; does: string[] }[] = [
    { name: 'makes a first key that signs at once', keys: [], now: 0, does: ['make active'] },
    { name: 'publishes a next one behind it', keys: [active], now: 0, does: ['make next'] },
    { name: 'waits while nothing is due', keys: [active, at(0, 'b')], now: 999, does: [] },
    {
      name: 'rotates once the active key is old enough',
      keys: [active, at(0, 'b')],
      now: 1000,
      does: ['activate b'],
    },
    { name: 'but not before the next is known', keys: [active, at(950, 'b')], now: 1049, does: [] },
    { name: 'and then it does', keys: [active, at(950, 'b')], now: 1050, does: ['activate b'] },
    {
      name: 'keeps a retired key while its tokens may live',
      keys: [active, at(0, 'b'), at(0, 'c', { state: 'retired', retiredAt: 10 })],
      now: 59,
      does: [],
    },
    {
      name: 'and removes it then',
      keys: [active, at(0, 'b'), at(0, 'c', { state: 'retired', retiredAt: 10 })],
      now: 60,
      does: ['remove c'],
    },
    {
      name: 'removes the retired keys of an algorithm that is not asked for, and leaves the others',
      keys: [
        active,
        at(0, 'b'),
        at(0, 'r', { algorithm: 'RS256', state: 'active', activatedAt: 0 }),
        at(0, 's', { algorithm: 'RS256' }),
        at(0, 't', { algorithm: 'RS256', state: 'retired', retiredAt: 0 }),
      ],
      now: 500,
      does: ['remove t'],
    },
    { name: 'lets a next key sign where none does', keys: [at(0, 'b')], now: 0, does: ['activate b'] },
  ];
  for (const { name, keys, now, does } of cases) {
    it(name, () => {
      const changes = plan(keys, ['ES256'], now, SCHEDULE);
      const told = changes.map(
        (change) => `${change.do} ${change.do === 'make' ? change.state : change.key.kid}`,
      );
      expect(told).to.deep.equal(does);
    });
  }
});

describe('tend', () => {
  const old = at(0, 'c', { state: 'retired', retiredAt: 0 });
  const CASES = [
    ['removes a retired key by its time', ok(undefined), ['a', 'b']],
    ['leaves one that is still needed', ok('c'), ['a', 'b', 'c']],
  ] as const;
  for (const [does, kid, left] of CASES) {
    it(does, async () => {
      const store = memoryKeyStore([active, at(0, 'b'), old]);
      expect(await tend(caring(store, async () => kid))).to.have.property('ok', true);
      expect(store.keys.map((key) => key.kid)).to.deep.equal(left);
    });
  }

  it('removes none while nobody can tell whether it is needed', async () => {
    const store = memoryKeyStore([active, at(0, 'b'), old]);
    const tended = await tend(caring(store, async () => err('unavailable')));
    expect(tended).to.deep.equal(err({ reason: 'store_unavailable' }));
    expect(store.keys).to.have.length(3);
  });

  it('asks only where one would go', async () => {
    const asked = caring(memoryKeyStore([active, at(0, 'b')]), () => Promise.reject(new Error('asked')));
    expect(await tend(asked)).to.deep.equal(ok([]));
  });
});

function caring(store: MemoryKeyStore, needed: Care['needed']): Care {
  const care = { store, keeper: paperKeeper(), now: () => 999, schedule: SCHEDULE };
  return { ...care, algorithms: ['ES256'], needed };
}

/** One thing that happens: time goes by, and then somebody does something. */
interface Step {
  readonly wait: number;
  readonly does: 'tend' | 'rotate' | 'rotate now' | 'die in the middle' | 'new schedule' | 'revoke';
  readonly which: number;
  readonly schedule: { readonly rotateEvery: number; readonly publishAhead: number };
}

const times = fc.integer({ min: 1, max: 400 });
const step: fc.Arbitrary<Step> = fc.record({
  wait: fc.oneof(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 1500 })),
  does: fc.constantFrom(
    'tend',
    'tend',
    'rotate',
    'rotate now',
    'die in the middle',
    'new schedule',
    'revoke',
  ),
  which: fc.nat(),
  schedule: fc
    .tuple(times, times)
    .map(([a, b]) => ({ rotateEvery: Math.max(a, b), publishAhead: Math.min(a, b) })),
});

interface Token {
  readonly kid: string;
  readonly until: number;
}

describe('the ring, whatever happens', () => {
  const ALGORITHMS: readonly SigningAlgorithm[] = ['ES256', 'RS256'];
  const LIFE = 60;

  it('has one active key per algorithm, none that signs unknown, and publishes what tokens need', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const store = memoryKeyStore();
        let now = 1_000_000;
        const care: Care & { schedule: Schedule } = {
          store,
          keeper: paperKeeper(),
          algorithms: ALGORITHMS,
          now: () => now,
          schedule: { ...SCHEDULE, keepRetired: LIFE },
        };
        await tend(care);
        let tokens: Token[] = [];
        const excused = new Set(signingIn(store));
        for (const each of steps) {
          now += each.wait;
          const before = new Set(signingIn(store));
          const revoked = await happen(each, care, store);
          for (const kid of signingIn(store).filter((kid) => !before.has(kid))) {
            if (each.does === 'rotate now' || each.does === 'revoke') excused.add(kid);
            const age = now - (store.keys.find((key) => key.kid === kid)?.createdAt ?? now);
            if (!excused.has(kid)) expect(age).to.be.at.least(care.schedule.publishAhead);
          }
          tokens = tokens.filter(({ kid, until }) => until > now && kid !== revoked);
          for (const { kid } of tokens) expect(store.keys.map((key) => key.kid)).to.include(kid);
          for (const algorithm of ALGORITHMS) {
            const signing = store.keys.filter((key) => key.algorithm === algorithm && key.state === 'active');
            expect(signing).to.have.length(1);
          }
          tokens.push(...signingIn(store).map((kid) => ({ kid, until: now + LIFE })));
        }
      }),
      { numRuns: 300 },
    );
  });

  function signingIn(store: MemoryKeyStore): readonly string[] {
    return store.keys.filter(({ state }) => state === 'active').map(({ kid }) => kid);
  }

  /** Gives the key that was revoked, if any. */
  async function happen(
    { does, which, schedule }: Step,
    care: Care & { schedule: Schedule },
    store: MemoryKeyStore,
  ): Promise<string | undefined> {
    switch (does) {
      case 'tend':
        await tend(care);
        return undefined;
      case 'rotate':
      case 'rotate now':
        await rotate({ algorithm: ALGORITHMS[which % 3], now: does === 'rotate now', revoke: [] }, care);
        return undefined;
      case 'die in the middle': {
        const [first] = plan(store.keys, care.algorithms, care.now(), care.schedule);
        if (first !== undefined) await carryOut(first, care);
        return undefined;
      }
      case 'new schedule':
        care.schedule = { ...care.schedule, ...schedule };
        return undefined;
      case 'revoke': {
        const kid = store.keys[which % store.keys.length]?.kid ?? '';
        await rotate({ now: false, revoke: [kid] }, care);
        return kid;
      }
    }
  }
});
