import { ok } from '@cambio/oauth';
import { expect } from 'chai';
import { allowed, NOW } from './decisions.ts';
import { revocation } from './issued-tokens.ts';
import type { LedgerUnderTest } from './ledger-under-test.ts';

/** What every ledger forgets, and what it doesn't. */
export function retentionConformance(store: () => LedgerUnderTest): void {
  describe('forgets', () => {
    describe('revisions', () => {
      const texts = (...paths: string[]) => paths.map((path) => ({ path, text: `text of ${path}` }));

      beforeEach(async () => {
        const { trust } = store().ledger;
        for (const [index, sources] of [texts('a', 'b'), texts('b'), texts('b', 'c')].entries()) {
          store().clock.set(NOW + index * 1000);
          const expected = index === 0 ? undefined : `r${index}`;
          await trust.append({ sources, author: 'a', reason: 'b', expected });
        }
      });

      async function left(): Promise<readonly string[]> {
        const list = await store().ledger.trust.list({ limit: 10 });
        return list.ok ? list.value.map(({ revision }) => revision) : [list.error];
      }

      const CASES = [
        [NOW, 0, ['r3', 'r2', 'r1']],
        [NOW + 1000, 0, ['r3', 'r2', 'r1']],
        [NOW + 1001, 1, ['r3', 'r2']],
        [NOW + 2001, 2, ['r3']],
        [NOW + 1_000_000, 2, ['r3']],
      ] as const;
      for (const [before, forgotten, stay] of CASES) {
        it(`replaced before ${before - NOW} ms, which are ${forgotten}`, async () => {
          expect(await store().ledger.trust.forget(before)).to.deep.equal(ok(forgotten));
          expect(await left()).to.deep.equal(stay);
        });
      }

      it('with texts that are in no other, and counts on', async () => {
        const { trust } = store().ledger;
        await trust.forget(NOW + 1_000_000);
        expect(await trust.latest())
          .to.have.nested.property('value.sources')
          .deep.equal(texts('b', 'c'));
        const again = await trust.append({
          sources: texts('a', 'b'),
          author: 'a',
          reason: 'b',
          expected: 'r3',
        });
        expect(again).to.have.nested.property('value.revision', 'r4');
        expect(await trust.latest())
          .to.have.nested.property('value.sources')
          .deep.equal(texts('a', 'b'));
      });
    });

    it('a revision whole, whoever reads it meanwhile', async () => {
      const { trust } = store().ledger;
      const sources = [{ path: 'a', text: 'text of a' }];
      const turns = async (number: number) => {
        for (let turn = 0; turn < number; turn += 1) await undefined;
      };
      await trust.append({ sources, author: 'a', reason: 'b', expected: undefined });
      for (let round = 1; round <= 40; round += 1) {
        const old = `r${round}`;
        store().clock.set(NOW + round);
        await trust.append({ sources, author: 'a', reason: 'b', expected: old });
        const reading = [0, 3, 6, 9, 12, 15, 18, 21, 24, 27].map((wait) =>
          turns(wait).then(() => trust.get(old)),
        );
        await turns(round);
        await trust.forget(NOW + round + 1);
        for (const read of await Promise.all(reading)) {
          expect(read.ok && (read.value?.sources ?? sources)).to.deep.equal(sources);
        }
      }
    });

    describe('revocations', () => {
      it('made before a time, and no others', async () => {
        const { revocations } = store().ledger;
        for (const later of [9, 10, 11]) {
          await revocations.add(revocation({ by: 'target', value: 'deployer' }, later));
        }
        expect(await revocations.forget(NOW + 11)).to.deep.equal(ok(2));
        const left = await revocations.list({ limit: 10 });
        expect(left.ok && left.value.map(({ at }) => at)).to.deep.equal([NOW + 11]);
      });
    });

    it('workloads that were not seen for long, and counts them from nothing when they come again', async () => {
      const { decisions, workloads } = store().ledger;
      const { issuer, workload } = allowed(1).subject;
      const other = { ...allowed(0).subject, workload: 'other' };
      await decisions.record(allowed(1));
      await decisions.record(allowed(5, { subject: other }));
      await workloads.takeInventory(10);
      expect(await workloads.forget(NOW + 1)).to.deep.equal(ok(0));
      expect(await workloads.forget(NOW + 5)).to.deep.equal(ok(1));
      expect(await workloads.get({ issuer, workload })).to.deep.equal(ok(undefined));
      expect(await workloads.get({ issuer, workload: 'other' })).to.have.nested.property('value.allowed', 1);
      await decisions.record(allowed(7));
      await workloads.takeInventory(10);
      expect(await workloads.get({ issuer, workload })).to.have.nested.property('value.uses[0].count', 1);
    });
  });
}
