import { err, ok } from '@cambio/oauth';
import { expect } from 'chai';
import { createRevokeBySelector } from '../../src/index.ts';
import { NOW } from '../exchange-under-test.ts';
import { gatewayUnderTest } from '../gateway-under-test.ts';

const by = { author: 'ann@acme.example', reason: 'the repository was taken over' };
const at = NOW * 1000 + 250;

describe('revoking by selector', () => {
  it('keeps who revoked what, when and why', async () => {
    const { revokeBySelector, ledger } = gatewayUnderTest();
    const selector = { by: 'workload', value: 'github-actions:repository_id=1' } as const;
    const kept = { id: 'revocation-0', at, selector, ...by };
    expect(await revokeBySelector(selector, by)).to.deep.equal(ok(kept));
    expect(ledger.revoked).to.deep.equal([kept]);
  });

  it('takes a time up to now, and none later', async () => {
    const { revokeBySelector, ledger } = gatewayUnderTest();
    expect((await revokeBySelector({ by: 'before', time: at }, by)).ok).to.equal(true);
    expect(await revokeBySelector({ by: 'before', time: at + 1 }, by)).to.deep.equal(err('time_in_future'));
    expect(ledger.revoked).to.have.length(1);
  });

  it('is not done when the ledger does not answer', async () => {
    const { ports } = gatewayUnderTest();
    const revocations = { add: async () => err('unavailable' as const) };
    const revoke = createRevokeBySelector({ ...ports, revocations });
    expect(await revoke({ by: 'client', value: 'order-service' }, by)).to.deep.equal(err('unavailable'));
  });
});
