import { ok } from '@cambio/oauth';
import { expect } from 'chai';
import { NOW } from './decisions.ts';
import type { LedgerUnderTest } from './ledger-under-test.ts';

/** What every ledger promises of leases. `store().clock` moves the time of all its adapters. */
export function leaseConformance(store: () => LedgerUnderTest): void {
  describe('leases', () => {
    const hold = (holder: string, forMs = 1000, { leases } = store().ledger) =>
      leases.hold('sweep', holder, forMs);

    it('has one holder, who may renew', async () => {
      expect(await hold('a')).to.deep.equal(ok(true));
      expect(await hold('b', 1000, await store().another())).to.deep.equal(ok(false));
      expect(await hold('a', 5000)).to.deep.equal(ok(true));
    });

    it('ends at its time, and not before', async () => {
      await hold('a');
      store().clock.set(NOW + 999);
      expect(await hold('b')).to.deep.equal(ok(false));
      store().clock.set(NOW + 1000);
      expect(await hold('b')).to.deep.equal(ok(true));
      expect(await hold('a')).to.deep.equal(ok(false));
    });

    it('is given up by its holder alone', async () => {
      const { leases } = store().ledger;
      await hold('a');
      await leases.release('sweep', 'b');
      expect(await hold('b')).to.deep.equal(ok(false));
      await leases.release('sweep', 'a');
      expect(await hold('b')).to.deep.equal(ok(true));
    });

    it('is one for each name', async () => {
      await hold('a');
      expect(await store().ledger.leases.hold('rotate', 'b', 1000)).to.deep.equal(ok(true));
    });

    it('goes to one of fifty who ask at once, on two adapters', async () => {
      const other = await store().another();
      const answers = await Promise.all(
        Array.from({ length: 50 }, (_, i) => hold(`${i}`, 1000, i % 2 === 0 ? store().ledger : other)),
      );
      expect(answers.filter((answer) => answer.ok && answer.value)).to.have.length(1);
    });
  });
}
