import type { KeyRing, RotationDemand, StoredKey } from '@cambio/mint';
import { err, ok } from '@cambio/oauth';
import { expect } from 'chai';
import { adminUnderTest, tokenWith } from './admin-under-test.ts';

const STORED: readonly StoredKey[] = [
  { kid: 'a', algorithm: 'ES256', state: 'active', sealed: 'secret', createdAt: 0, activatedAt: 5 },
  { kid: 'n', algorithm: 'ES256', state: 'next', sealed: 'secret', createdAt: 6 },
  {
    kid: 'r',
    algorithm: 'ES256',
    state: 'retired',
    sealed: 'secret',
    createdAt: 0,
    activatedAt: 0,
    retiredAt: 5,
  },
];
const KEYS = [
  { kid: 'a', algorithm: 'ES256', state: 'active', createdAt: 0, activatedAt: 5, changesAt: 1005 },
  { kid: 'n', algorithm: 'ES256', state: 'next', createdAt: 6, readyAt: 106, changesAt: 1005 },
  {
    kid: 'r',
    algorithm: 'ES256',
    state: 'retired',
    createdAt: 0,
    activatedAt: 0,
    retiredAt: 5,
    changesAt: 15,
  },
];

function withRing(changes: Partial<KeyRing> = {}) {
  const demands: RotationDemand[] = [];
  const keyRing = {
    keys: () => STORED,
    follow: async () => ok('unchanged' as const),
    rotate: async (demand: RotationDemand) => {
      demands.push(demand);
      return ok([{ event: 'activated' as const, kid: 'n', algorithm: 'ES256' }]);
    },
    ...changes,
  };
  return { ...adminUnderTest({ keyRing }), demands };
}

describe('the keys of the admin API', () => {
  it('are listed with what becomes of them, and without their secret', async () => {
    const answer = await withRing().call('keys');
    expect(answer.status).to.equal(200);
    expect(await answer.json()).to.deep.equal({ keys: KEYS });
  });

  it('are not listed while the store does not answer', async () => {
    const follow = async () => err({ reason: 'store_unavailable' } as const);
    expect((await withRing({ follow }).call('keys')).status).to.equal(503);
  });

  const bodies: readonly (readonly [object, RotationDemand])[] = [
    [{}, { now: false, revoke: [] }],
    [
      { now: true, algorithm: 'ES256' },
      { now: true, algorithm: 'ES256', revoke: [] },
    ],
    [{ revoke: ['a', 'r'] }, { now: false, revoke: ['a', 'r'] }],
  ];
  for (const [sent, demanded] of bodies) {
    it(`are rotated as ${JSON.stringify(sent)} says, in the name of the caller`, async () => {
      const { call, demands, lines } = withRing();
      const answer = await call('keys/rotate', { method: 'POST', body: sent });
      expect(answer.status).to.equal(200);
      expect(await answer.json()).to.deep.equal({
        events: [{ event: 'activated', kid: 'n', algorithm: 'ES256' }],
        keys: KEYS,
      });
      expect(demands).to.deep.equal([demanded]);
      expect(lines.map(({ msg, author }) => [msg, author])).to.deep.equal([
        ['signing keys rotated on demand', 'ada'],
      ]);
    });
  }

  const refusals = [
    [{ reason: 'no_such_key', kid: 'x' }, 404, 'no_such_key'],
    [{ reason: 'algorithm_not_configured' }, 400, 'algorithm_not_configured'],
    [{ reason: 'published_too_late', algorithm: 'ES256', notBefore: 1 }, 409, 'published_too_late'],
    [{ reason: 'keys_changed' }, 409, 'keys_changed'],
    [{ reason: 'store_unavailable' }, 503, 'unavailable'],
    [{ reason: 'signer_unavailable', detail: 'x' }, 503, 'unavailable'],
  ] as const;
  for (const [failure, status, reason] of refusals) {
    it(`answer ${status} where a rotation ends in ${failure.reason}`, async () => {
      const { call } = withRing({ rotate: async () => err(failure) });
      const answer = await call('keys/rotate', { method: 'POST', body: {} });
      expect(answer.status).to.equal(status);
      expect(await answer.json()).to.include({ reason });
    });
  }

  it('refuse what they do not know, and callers without the scope', async () => {
    const { call, demands } = withRing();
    for (const body of [{ force: true }, { now: 'yes' }, { revoke: 'a' }, { revoke: [''] }]) {
      expect((await call('keys/rotate', { method: 'POST', body })).status).to.equal(400);
    }
    const token = tokenWith('decisions:read', 'tokens:revoke', 'trust:read');
    expect((await call('keys', { token })).status).to.equal(403);
    expect((await call('keys/rotate', { method: 'POST', body: {}, token })).status).to.equal(403);
    expect(demands).to.deep.equal([]);
  });
});
