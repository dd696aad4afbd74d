import { err, ok } from '@cambio/oauth';
import { expect } from 'chai';
import { exportTrail, type Ledger, verifyTrail, writeLine } from '../src/index.ts';
import type { Removable, Sealing } from '../src/ports/audit-trail.ts';
import type { ExportBounds } from '../src/trail-file/export-trail.ts';
import { allowed, NOW } from './decisions.ts';
import type { LedgerUnderTest } from './ledger-under-test.ts';
import { ISSUER, judgeBy, seal, signaturesBy } from './verify/growing-trail.ts';

/** How every adapter seals the trail, exports it, and removes what has had its time. */
export function sealConformance(store: () => LedgerUnderTest): void {
  describe('the sealed trail', () => {
    it('has nothing to export before it is sealed', async () => {
      const { ledger } = store();
      await record(ledger, 1);
      expect(await exportTrail(ledger.trail, async () => undefined)).to.deep.equal(err('nothing_sealed'));
    });

    describe('in part', () => {
      beforeEach(async () => {
        const { ledger } = store();
        for (const number of [1, 2, 3, 4]) {
          await record(ledger, number);
          await ledger.trail.seal(sealing({ now: NOW + 10 * number }));
        }
      });

      const CASES = [
        [{}, undefined, 4, 4],
        [{ from: NOW + 9 }, undefined, 4, 4],
        [{ from: NOW + 10 }, 1, 3, 4],
        [{ from: NOW + 25 }, 2, 2, 4],
        [{ from: NOW + 99 }, 4, 0, 4],
        [{ until: NOW }, undefined, 1, 1],
        [{ until: NOW + 20 }, undefined, 2, 2],
        [{ until: NOW + 99 }, undefined, 4, 4],
        [{ from: NOW + 15, until: NOW + 25 }, 1, 2, 3],
        [{ from: NOW + 35, until: NOW + 15 }, 2, 0, 2],
      ] as const;
      for (const [bounds, after, records, last] of CASES) {
        it(`is exported by ${JSON.stringify(bounds)}, and verifies`, async () => {
          const result = await verify(store().ledger, false, bounds);
          expect(result).to.have.nested.property('value.records', records);
          expect(result).to.have.nested.property('value.last.number', last);
          expect(result.ok && result.value.after?.number).to.equal(after);
        });
      }

      it('begins with what retention has left', async () => {
        const { ledger } = store();
        await ledger.workloads.takeInventory(10);
        const before = NOW + 3;
        await ledger.trail.seal(sealing({ now: NOW + 50, removable: { before, consumers: [] } }));
        await ledger.trail.prune();
        const later = { before: NOW + 25, consumers: [] };
        await ledger.trail.seal(sealing({ now: NOW + 60, removable: later }));
        await ledger.trail.prune();
        for (const bounds of [{}, { until: NOW + 35 }, { until: NOW + 5 }, { from: NOW }]) {
          expect(await verify(ledger, false, bounds), JSON.stringify(bounds)).to.have.property('ok', true);
        }
      });
    });

    it('is sealed when something has changed, or anyway', async () => {
      const { trail } = store().ledger;
      expect(await trail.seal(sealing())).to.deep.equal(ok('unchanged'));
      await record(store().ledger, 1);
      expect(await trail.seal(sealing())).to.have.nested.property('value.number', 1);
      expect(await trail.seal(sealing())).to.deep.equal(ok('unchanged'));
      expect(await trail.seal(sealing({ anyway: true }))).to.have.nested.property('value.number', 2);
    });

    it('says what the last checkpoint leaves open', async () => {
      const { ledger } = store();
      expect(await ledger.trail.sealedExtent()).to.deep.equal(ok({ unsealed: { records: 0 } }));
      await record(ledger, 1, 2);
      const since = allowed(1).at;
      expect(await ledger.trail.sealedExtent()).to.deep.equal(ok({ unsealed: { records: 2, since } }));
      await ledger.trail.seal(sealing());
      const sealed = { sealedAt: sealing().now, unsealed: { records: 0 } };
      expect(await ledger.trail.sealedExtent()).to.deep.equal(ok(sealed));
      await record(ledger, 3);
      const open = { records: 1, since: allowed(3).at };
      expect(await ledger.trail.sealedExtent()).to.deep.equal(ok({ ...sealed, unsealed: open }));
    });

    it('verifies as it is exported, written by two, sealed again and again', async () => {
      const { ledger, another } = store();
      const other = await another();
      for (let round = 0; round < 3; round += 1) {
        const numbers = Array.from({ length: 50 }, (_, i) => 100 * round + i);
        await Promise.all(numbers.map((i) => record(i % 2 === 0 ? ledger : other, i)));
        await ledger.trail.seal(sealing());
      }
      const extent = { records: 150, checkpoints: 3, chains: 2, unsealed: 0 };
      expect(await verify(ledger))
        .to.have.property('value')
        .that.deep.includes(extent);
    });

    it('holds what is not sealed yet back, but where it is asked for', async () => {
      const { ledger } = store();
      await record(ledger, 1);
      await ledger.trail.seal(sealing());
      await record(ledger, 2, 3);
      expect(await verify(ledger)).to.have.nested.property('value.records', 1);
      expect(await verify(ledger, true))
        .to.have.property('value')
        .that.deep.includes({ records: 3, unsealed: 2 });
    });

    it('gets one checkpoint of fifty that are made at once', async () => {
      const { ledger, another } = store();
      const other = await another();
      await record(ledger, 1);
      const answers = await Promise.all(
        Array.from({ length: 50 }, (_, i) => (i % 2 === 0 ? ledger : other).trail.seal(sealing())),
      );
      const made = answers.filter((answer) => answer.ok && typeof answer.value !== 'string');
      expect(made).to.have.length(1);
      expect(answers.every((answer) => answer.ok)).to.equal(true);
      expect(await verify(ledger)).to.have.nested.property('value.checkpoints', 1);
    });

    it('is not sealed by a signer that does not answer', async () => {
      const { ledger } = store();
      await record(ledger, 1);
      const sign = async () => err('unavailable' as const);
      expect(await ledger.trail.seal(sealing({ sign }))).to.deep.equal(err('unavailable'));
      expect(await ledger.trail.latestCheckpoint()).to.deep.equal(ok(undefined));
    });

    describe('is built on its last checkpoint', () => {
      let hash: string;
      beforeEach(async () => {
        const { ledger } = store();
        await record(ledger, 1);
        const sealed = await ledger.trail.seal(sealing());
        hash = sealed.ok && typeof sealed.value !== 'string' ? sealed.value.hash : '';
        await record(ledger, 2);
      });

      const next = async (changes: Partial<Sealing>) => store().ledger.trail.seal(sealing(changes));

      for (const why of ['invalid', 'unknown_key'] as const) {
        it(`only where that is the gateway's own: not where its signature is ${why}`, async () => {
          const foreign = { reason: 'foreign_checkpoint', why, number: 1, hash };
          for (const anyway of [false, true]) {
            expect(await next({ anyway, judge: async () => ok(why) })).to.deep.equal(err(foreign));
          }
          expect(await verify(store().ledger)).to.have.nested.property('value.last.number', 1);
        });

        it(`although its signature is ${why} where somebody says that it is: this one, and no other`, async () => {
          const judge: Sealing['judge'] = async () => ok(why);
          for (const accept of [
            { number: 1, hash: hash.replace(/^./, (digit) => (digit === '0' ? '1' : '0')) },
            { number: 2, hash },
          ]) {
            expect(await next({ judge, accept })).to.have.nested.property(
              'error.reason',
              'foreign_checkpoint',
            );
          }
          const built = await next({ judge, accept: { number: 1, hash } });
          expect(built).to.have.nested.property('value.number', 2);
          expect(await verify(store().ledger)).to.have.nested.property('value.records', 2);
        });
      }

      it('not while nobody can tell', async () => {
        expect(await next({ judge: async () => err('unavailable') })).to.deep.equal(err('unavailable'));
      });
    });

    describe('loses what has had its time', () => {
      const removable = (before: number): Removable => ({ before: NOW + before, consumers: ['r'] });

      beforeEach(async () => {
        const { ledger } = store();
        await record(ledger, 1, 2, 3, 4);
        await ledger.trail.seal(sealing({ now: NOW + 4 }));
      });

      async function removed(seals: Partial<Sealing>): Promise<unknown> {
        const { trail } = store().ledger;
        await trail.seal(sealing({ now: NOW + 10, ...seals }));
        const pruned = await trail.prune();
        return pruned.ok ? pruned.value : pruned.error;
      }

      async function take(count: number): Promise<void> {
        const { trail, workloads } = store().ledger;
        const pending = await trail.pending('r', count);
        if (pending.ok) await trail.advance('r', pending.value);
        await workloads.takeInventory(count);
      }

      it('once everybody has taken it, and still verifies', async () => {
        await take(4);
        expect(await removed({ removable: removable(3) })).to.equal(2);
        const { ledger } = store();
        expect(await verify(ledger)).to.have.nested.property('value.records', 2);
        await record(ledger, 5);
        await ledger.trail.seal(sealing({ now: NOW + 11 }));
        expect(await verify(ledger)).to.have.nested.property('value.records', 3);
        expect(await ledger.decisions.get(allowed(2).id)).to.deep.equal(ok(undefined));
      });

      it('not before every reader has taken it, and the inventory', async () => {
        expect(await removed({ removable: removable(100) })).to.equal(0);
        const { ledger } = store();
        await ledger.workloads.takeInventory(3);
        expect(await removed({ removable: removable(100) })).to.equal(0);
        expect(await removed({ removable: { before: NOW + 100, consumers: [] } })).to.equal(3);
        await ledger.workloads.takeInventory(3);
        expect(await removed({ removable: removable(100) })).to.equal(0);
      });

      it('not before a checkpoint covers it', async () => {
        await record(store().ledger, 5);
        await take(5);
        expect(await removed({ removable: removable(100) })).to.equal(4);
        expect(await removed({ removable: removable(100) })).to.equal(1);
        expect(await verify(store().ledger))
          .to.have.property('value')
          .that.deep.includes({ records: 0 });
      });

      it('nor what is still in its time, or came after it', async () => {
        await take(4);
        expect(await removed({})).to.equal(0);
        expect(await removed({ removable: removable(1) })).to.equal(0);
        expect(await removed({ removable: removable(2) })).to.equal(1);
      });

      it('with the checkpoints of that time, but the newest', async () => {
        await take(4);
        await removed({ removable: removable(5) });
        const { trail } = store().ledger;
        const left = await trail.checkpoints({ from: 1, through: 9, limit: 9 });
        expect(left.ok && left.value.map(({ number }) => number)).to.deep.equal([2]);
        expect(await verify(store().ledger)).to.have.nested.property('value.checkpoints', 1);
      });

      it('and a reader that comes later starts with what is left', async () => {
        await take(4);
        await removed({ removable: removable(3) });
        const { trail } = store().ledger;
        const pending = await trail.pending('new', 10);
        if (!pending.ok) throw new Error(pending.error);
        expect(pending.value.map(({ seq }) => seq)).to.deep.equal([3, 4]);
        expect(await trail.advance('new', pending.value)).to.deep.equal(ok('advanced'));
      });

      it('and a reader that was away meanwhile goes on with what is left', async () => {
        await take(1);
        await store().ledger.workloads.takeInventory(4);
        await removed({ removable: { before: NOW + 3, consumers: [] } });
        const { trail } = store().ledger;
        const pending = await trail.pending('r', 10);
        if (!pending.ok) throw new Error(pending.error);
        expect(pending.value.map(({ seq }) => seq)).to.deep.equal([3, 4]);
        expect(await trail.advance('r', pending.value)).to.deep.equal(ok('advanced'));
        expect(await trail.advance('r', pending.value)).to.deep.equal(ok('stale'));
        expect(await trail.pending('r', 10)).to.deep.equal(ok([]));
      });
    });
  });
}

function sealing(changes: Partial<Sealing> = {}): Sealing {
  const sign: Sealing['sign'] = async (statement) => ok(seal(statement, 'current'));
  return { issuer: ISSUER, now: NOW, sign, judge: judgeBy('current'), anyway: false, ...changes };
}

async function record(ledger: Ledger, ...numbers: readonly number[]): Promise<void> {
  for (const number of numbers) await ledger.decisions.record(allowed(number));
}

async function verify(ledger: Ledger, unsealed = false, bounds: ExportBounds = {}) {
  const verification = verifyTrail({
    checkSignature: signaturesBy('current'),
    ...(unsealed && { unsealed: true as const }),
  });
  const take = (entry: Parameters<typeof writeLine>[0]) =>
    verification.take(writeLine(entry, 'jsonl', ISSUER));
  const exported = await exportTrail(ledger.trail, take, { ...bounds, unsealed });
  if (!exported.ok) throw new Error(exported.error);
  return verification.finish();
}
