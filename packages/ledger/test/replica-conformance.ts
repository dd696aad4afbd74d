import { ok } from '@cambio/oauth';
import { expect } from 'chai';
import { NOW } from './decisions.ts';
import type { LedgerUnderTest } from './ledger-under-test.ts';

/** What every ledger promises of replicas. `store().clock` moves the time of all its adapters. */
export function replicaConformance(store: () => LedgerUnderTest): void {
  describe('replicas', () => {
    const one = { id: 'one', version: '0.1.0', revision: 'r1', startedAt: NOW };
    const two = { id: 'two', version: '0.1.0', revision: 'r2', startedAt: NOW - 1 };
    const list = (seenSince = 0) => store().ledger.replicas.list(seenSince);

    it('are those that told of themselves, as they did last', async () => {
      const { replicas } = store().ledger;
      const other = await store().another();
      await replicas.tell(one, 0);
      await other.replicas.tell(two, 0);
      store().clock.set(NOW + 10);
      await replicas.tell({ ...one, revision: 'r2' }, 0);
      expect(await list()).to.deep.equal(
        ok([
          { ...two, seenAt: NOW },
          { ...one, revision: 'r2', seenAt: NOW + 10 },
        ]),
      );
      expect(await list(NOW + 1)).to.deep.equal(ok([{ ...one, revision: 'r2', seenAt: NOW + 10 }]));
    });

    it('are gone when they leave, or when others have not seen them for long', async () => {
      const { replicas } = store().ledger;
      await replicas.tell(one, 0);
      await replicas.tell(two, 0);
      await replicas.leave('one');
      expect(await list()).to.deep.equal(ok([{ ...two, seenAt: NOW }]));
      store().clock.set(NOW + 10);
      await replicas.tell(one, NOW + 1);
      expect(await list()).to.deep.equal(ok([{ ...one, seenAt: NOW + 10 }]));
    });
  });
}
