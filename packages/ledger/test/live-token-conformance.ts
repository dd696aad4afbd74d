import { err, ok } from '@cambio/oauth';
import type { IssuedToken, RevocationSelector } from '@cambio/sts';
import { expect } from 'chai';
import { denied, jti, NOW } from './decisions.ts';
import { issuedToken, recordOf, revocation } from './issued-tokens.ts';
import type { LedgerUnderTest } from './ledger-under-test.ts';

/** What every ledger promises of the list of live tokens, and of the list of revocations. */
export function liveTokenConformance(store: () => LedgerUnderTest): void {
  const issue = (number: number, changes: Partial<IssuedToken> = {}) => {
    const token = issuedToken(number, changes);
    return store().ledger.decisions.record(recordOf(token), token);
  };

  const live = async (page: { selector?: RevocationSelector; before?: string; limit?: number } = {}) => {
    const found = await store().ledger.issued.live({ limit: 10, ...page });
    return found.ok ? found.value.map(({ at }) => at - NOW) : found.error;
  };

  describe('live tokens', () => {
    it('are listed whole, the newest first of those that die together, page by page', async () => {
      for (const number of [1, 2, 3]) await issue(number);
      expect(await store().ledger.issued.live({ limit: 1 })).to.deep.equal(ok([issuedToken(3)]));
      expect(await live({ before: jti(3), limit: 1 })).to.deep.equal([2]);
      expect(await live({ before: jti(1) })).to.deep.equal([]);
    });

    it('are listed by how long they live, and on from one that is dead', async () => {
      const seconds = NOW / 1000;
      for (const [number, left] of [
        [1, 20],
        [2, 5],
        [3, 30],
        [4, 10],
      ] as const)
        await issue(number, { expiresAt: seconds + left });
      expect(await live()).to.deep.equal([3, 1, 4, 2]);
      expect(await live({ before: jti(1) })).to.deep.equal([4, 2]);
      store().clock.set(NOW + 20_000);
      expect(await live()).to.deep.equal([3]);
      expect(await live({ before: jti(1) })).to.deep.equal([]);
    });

    it('are none after one that is on no record', async () => {
      for (const number of [1, 2]) await issue(number);
      await store().ledger.decisions.record(denied(3));
      for (const before of [jti(3), jti(4), 'jti-5']) expect(await live({ before })).to.deep.equal([]);
    });

    it('do not include the expired and the revoked', async () => {
      await issue(1, { expiresAt: NOW / 1000 + 1 });
      await issue(2);
      await issue(3, { target: 'vault' });
      await store().ledger.revocations.add(revocation({ by: 'target', value: 'vault' }));
      store().clock.set(NOW + 1000);
      expect(await live()).to.deep.equal([2]);
    });

    it('do not include the erased, as where the clocks of replicas differ', async () => {
      const token = issuedToken(1);
      await store().ledger.decisions.record(recordOf(token, 'none'), token);
      await issue(2);
      expect(await store().ledger.issued.erase(NOW - token.expiresAt * 1000 - 1)).to.deep.equal(ok(1));
      expect(await live()).to.deep.equal([2]);
      const selector = { by: 'mapping', value: token.mapping } as const;
      expect(await store().ledger.issued.countLive(selector)).to.deep.equal(ok(1));
    });

    const ACTED = issuedToken(0).actor?.workload.key ?? '';
    const SELECTORS: readonly (readonly [RevocationSelector, readonly number[]])[] = [
      [{ by: 'token', value: jti(1) }, [1]],
      [{ by: 'mapping', value: 'shop-deploy-prod' }, [2, 1]],
      [{ by: 'target', value: 'vault' }, [3]],
      [{ by: 'issuer', value: 'cluster' }, [3, 2, 1]],
      [{ by: 'workload', value: ACTED }, [3, 2, 1]],
      [{ by: 'task', value: 'github-actions:run_id=1:run_attempt=1' }, [3, 2, 1]],
      [{ by: 'client', value: 'order-service' }, [3, 2, 1]],
      [{ by: 'client', value: 'Order-Service' }, []],
      [{ by: 'before', time: NOW + 2 }, [2, 1]],
    ];
    for (const [selector, covered] of SELECTORS) {
      it(`are found and counted by ${JSON.stringify(selector)}, as a revocation covers them`, async () => {
        for (const number of [1, 2]) await issue(number);
        await issue(3, { mapping: 'other', target: 'vault' });
        expect(await live({ selector })).to.deep.equal(covered);
        expect(await store().ledger.issued.countLive(selector)).to.deep.equal(ok(covered.length));
        await store().ledger.revocations.add(revocation(selector));
        expect(await live({ selector })).to.deep.equal([]);
        expect(await live()).to.have.length(3 - covered.length);
      });
    }

    it('are counted and listed beyond what is read at a time', async () => {
      await Promise.all(Array.from({ length: 1001 }, (_, number) => issue(number)));
      const selector = { by: 'mapping', value: 'shop-deploy-prod' } as const;
      expect(await store().ledger.issued.countLive(selector)).to.deep.equal(ok(1001));
      expect(await live({ selector, limit: 1500 })).to.have.length(1001);
      expect(await live({ limit: 1001 })).to.have.length(1001);
      expect(await live({ before: jti(1) })).to.deep.equal([0]);
    });
  });

  describe('revocations', () => {
    it('are listed as they were made, the newest first, page by page', async () => {
      const made = [
        { ...revocation({ by: 'before', time: NOW - 1 }), id: '1' },
        { ...revocation({ by: 'task', value: 'a' }), id: '2' },
      ];
      const { revocations } = store().ledger;
      for (const each of made) await revocations.add(each);
      expect(await revocations.list({ limit: 9 })).to.deep.equal(ok(made.toReversed()));
      expect(await revocations.list({ limit: 1, before: '2' })).to.deep.equal(ok(made.slice(0, 1)));
      expect(await revocations.list({ limit: 1, before: '1' })).to.deep.equal(ok([]));
    });

    it('tell which tokens were given back by those who held them, and when', async () => {
      const { revocations } = store().ledger;
      const made = [
        { ...revocation({ by: 'token', value: 'a' }), id: '1', at: 11, author: 'holder' },
        { ...revocation({ by: 'token', value: 'b' }), id: '2', at: 12, author: 'client:orders' },
        { ...revocation({ by: 'token', value: 'c' }), id: '3', at: 13, author: 'ada' },
        { ...revocation({ by: 'task', value: 'd' }), id: '4', at: 14, author: 'holder' },
      ];
      for (const each of made) await revocations.add(each);
      const asked = ['a', 'b', 'c', 'd', 'e'];
      const expected = new Map([
        ['a', 11],
        ['b', 12],
      ]);
      expect(await revocations.givenBack(asked)).to.deep.equal(ok(expected));
      expect(await revocations.givenBack([])).to.deep.equal(ok(new Map()));
    });

    it('are unavailable when the ledger is closed, as live tokens are', async () => {
      await store().ledger.close();
      expect(await store().ledger.revocations.list({ limit: 1 })).to.deep.equal(err('unavailable'));
      expect(await live()).to.equal('unavailable');
    });
  });
}
