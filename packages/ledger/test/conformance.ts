import { ok } from '@cambio/oauth';
import { expect } from 'chai';
import type { KeyRecord, Ledger } from '../src/index.ts';
import { allowed, decisionId, denied, NOW } from './decisions.ts';
import { issuedTokenConformance } from './issued-token-conformance.ts';
import { leaseConformance } from './lease-conformance.ts';
import type { LedgerUnderTest } from './ledger-under-test.ts';
import { liveTokenConformance } from './live-token-conformance.ts';
import { loginConformance } from './login-conformance.ts';
import { proposalConformance } from './proposal-conformance.ts';
import { replicaConformance } from './replica-conformance.ts';
import { retentionConformance } from './retention-conformance.ts';
import { sealConformance } from './seal-conformance.ts';
import { trailConformance } from './trail-conformance.ts';
import { workloadConformance } from './workload-conformance.ts';

/** What every adapter of the ledger must do. Run against the real store, one fresh store per test. */
export function ledgerConformance(name: string, open: () => Promise<LedgerUnderTest>): void {
  describe(`${name} as a ledger`, () => {
    let store: LedgerUnderTest;

    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());

    it('answers a ping', async () => {
      expect(await store.ledger.ping()).to.deep.equal(ok(undefined));
    });

    trustConformance(() => store);
    decisionConformance(() => store);
    trailConformance(() => store);
    sealConformance(() => store);
    issuedTokenConformance(() => store);
    keyConformance(() => store);
    leaseConformance(() => store);
    replicaConformance(() => store);
    loginConformance(() => store);
    workloadConformance(() => store);
    retentionConformance(() => store);
    liveTokenConformance(() => store);
    proposalConformance(() => store);
  });
}

function trustConformance(store: () => LedgerUnderTest): void {
  describe('trust', () => {
    const sources = [
      { path: 'b.yaml', text: 'kind: Issuer # ü\r\n\n' },
      { path: 'a.yaml', text: '' },
    ];
    const changes = [{ kind: 'mapping', id: 'shop', change: 'added' }];
    const first = { sources, author: 'ann', reason: 'start', changes, expected: undefined };

    it('is empty at first', async () => {
      const { trust } = store().ledger;
      expect(await trust.latest()).to.deep.equal(ok(undefined));
      expect(await trust.list({ limit: 10 })).to.deep.equal(ok([]));
    });

    it('keeps every revision whole, as it was written, in the order given', async () => {
      const { trust } = store().ledger;
      const r1 = { revision: 'r1', at: NOW, author: 'ann', reason: 'start', changes };
      const r2 = { revision: 'r2', at: NOW, author: 'bob', reason: 'less', changes: [] };
      expect(await trust.append(first)).to.deep.equal(ok(r1));
      const second = { sources: sources.slice(0, 1), author: 'bob', reason: 'less', expected: 'r1' };
      expect(await trust.append(second)).to.deep.equal(ok(r2));
      expect(await trust.latest()).to.deep.equal(ok({ ...r2, sources: sources.slice(0, 1) }));
      expect(await trust.get('r1')).to.deep.equal(ok({ ...r1, sources }));
      expect(await trust.list({ limit: 10 })).to.deep.equal(ok([r2, r1]));
      expect(await trust.list({ limit: 1 })).to.deep.equal(ok([r2]));
      expect(await trust.list({ limit: 10, before: 'r2' })).to.deep.equal(ok([r1]));
    });

    it('may be emptied', async () => {
      const { trust } = store().ledger;
      await trust.append(first);
      await trust.append({ ...first, sources: [], expected: 'r1' });
      expect(await trust.latest())
        .to.deep.include({ ok: true })
        .and.have.nested.property('value.sources.length', 0);
    });

    for (const revision of [
      'r0',
      'r2',
      'R1',
      '1',
      'r01',
      'r1 ',
      'r-1',
      'r1e0',
      '',
      'r99999999999999999999',
    ]) {
      it(`has no revision ${JSON.stringify(revision)}`, async () => {
        const { trust } = store().ledger;
        await trust.append(first);
        expect(await trust.get(revision)).to.deep.equal(ok(undefined));
      });
    }

    it('refuses a revision made from one that is not the latest', async () => {
      const { trust } = store().ledger;
      const conflict = (latest: string | undefined) => ({
        ok: false,
        error: { reason: 'revision_conflict', latest },
      });
      expect(await trust.append({ ...first, expected: 'r1' })).to.deep.equal(conflict(undefined));
      await trust.append(first);
      await trust.append({ ...first, expected: 'r1' });
      for (const expected of [undefined, 'r1', 'r3', '']) {
        expect(await trust.append({ ...first, expected })).to.deep.equal(conflict('r2'));
      }
      expect((await trust.list({ limit: 10 })).ok && (await trust.latest())).to.have.nested.property(
        'value.revision',
        'r2',
      );
    });

    it('lets one of fifty concurrent changes through, on two adapters', async () => {
      const { ledger, another } = store();
      const other = await another();
      await ledger.trust.append(first);
      const answers = await Promise.all(
        Array.from({ length: 50 }, (_, i) =>
          (i % 2 === 0 ? ledger : other).trust.append({ ...first, author: `${i}`, expected: 'r1' }),
        ),
      );
      expect(answers.filter((answer) => answer.ok)).to.have.length(1);
      const list = await other.trust.list({ limit: 10 });
      expect(list.ok && list.value.map(({ revision }) => revision)).to.deep.equal(['r2', 'r1']);
    });
  });
}

function decisionConformance(store: () => LedgerUnderTest): void {
  describe('decisions', () => {
    for (const record of [allowed(1), denied(1)]) {
      it(`gives a decision to ${record.outcome} back as it was recorded`, async () => {
        const { decisions } = store().ledger;
        expect(await decisions.record(record)).to.deep.equal(ok(undefined));
        expect(await decisions.get(record.id)).to.deep.equal(ok(record));
      });
    }

    it('knows no decision that was not recorded', async () => {
      expect(await store().ledger.decisions.get('dec_1')).to.deep.equal(ok(undefined));
    });

    it('records an id once, whoever comes second, in the same commit or later', async () => {
      const { ledger, another } = store();
      const other = await another();
      const answers = await Promise.all([
        ledger.decisions.record(allowed(1)),
        ledger.decisions.record(denied(1)),
        ledger.decisions.record(allowed(2)),
      ]);
      expect(answers.map((answer) => answer.ok)).to.deep.equal([true, false, true]);
      expect(await other.decisions.record(denied(1))).to.deep.equal({ ok: false, error: 'unavailable' });
      expect(await ledger.decisions.get(decisionId(1))).to.deep.equal(ok(allowed(1)));
    });

    it('records fifty at once through two adapters, and every one is seen by both', async () => {
      const { ledger, another } = store();
      const other = await another();
      const answers = await Promise.all(
        Array.from({ length: 50 }, (_, i) => (i % 2 === 0 ? ledger : other).decisions.record(allowed(i))),
      );
      expect(answers.every((answer) => answer.ok)).to.equal(true);
      for (const each of [ledger, other]) {
        const list = await each.decisions.list({ limit: 100 });
        expect(list.ok && list.value.map(({ id }) => id)).to.deep.equal(
          Array.from({ length: 50 }, (_, i) => decisionId(49 - i)),
        );
      }
    });

    describe('list', () => {
      const other = { ...allowed(0).subject, issuer: 'cluster', workload: 'kubernetes@cluster:uid=7' };

      beforeEach(async () => {
        const { decisions } = store().ledger;
        const records = [
          allowed(0),
          denied(1),
          allowed(2, { mapping: 'other' }),
          allowed(3, { target: 'other' }),
          denied(4, { reason: 'replayed' }),
          allowed(5, { subject: other }),
          allowed(6),
        ];
        await Promise.all(records.map((record) => decisions.record(record)));
      });

      async function found(page: Parameters<Ledger['decisions']['list']>[0]): Promise<readonly string[]> {
        const list = await store().ledger.decisions.list(page);
        return list.ok ? list.value.map(({ id }) => id) : [list.error];
      }
      const ids = (...numbers: readonly number[]) => numbers.map(decisionId);

      const CASES = [
        [{}, [6, 5, 4, 3, 2, 1, 0]],
        [{ limit: 2 }, [6, 5]],
        [{ before: decisionId(5), limit: 2 }, [4, 3]],
        [{ before: decisionId(0) }, []],
        [{ before: 'unknown' }, []],
        [{ outcome: 'deny' }, [4, 1]],
        [{ reason: 'claim_mismatch' }, [1]],
        [{ mapping: 'other' }, [2]],
        [{ target: 'other' }, [3]],
        [{ issuer: 'cluster' }, [5]],
        [{ workload: 'kubernetes@cluster:uid=7' }, [5]],
        [{ since: NOW + 5 }, [6, 5]],
        [{ since: NOW + 7 }, []],
        [{ outcome: 'allow', mapping: 'shop-deploy-prod', before: decisionId(6), since: NOW + 3 }, [5, 3]],
        [{ mapping: 'OTHER' }, []],
        [{ limit: 0 }, []],
      ] as const;
      for (const [page, numbers] of CASES) {
        it(`by ${JSON.stringify(page)}`, async () => {
          expect(await found({ limit: 100, ...page })).to.deep.equal(ids(...numbers));
        });
      }

      it('pages through decisions of one millisecond without losing any', async () => {
        const { decisions } = store().ledger;
        const at = NOW + 50;
        await Promise.all([11, 12, 13, 14].map((number) => decisions.record(allowed(number, { at }))));
        expect(await found({ limit: 2 })).to.deep.equal(ids(14, 13));
        expect(await found({ limit: 3, before: decisionId(13) })).to.deep.equal(ids(12, 11, 6));
      });
    });
  });
}

function keyConformance(store: () => LedgerUnderTest): void {
  describe('keys', () => {
    const key: KeyRecord = {
      kid: 'k1',
      algorithm: 'ES256',
      state: 'active',
      sealed: 'v1.secret',
      createdAt: NOW,
      activatedAt: NOW,
    };
    const next: KeyRecord = {
      kid: 'k2',
      algorithm: 'ES256',
      state: 'next',
      sealed: 'v1.s',
      createdAt: NOW + 1,
    };

    it('gives keys back as they were inserted, the oldest first', async () => {
      const { keys } = store().ledger;
      const retired: KeyRecord = { ...key, kid: 'k0', state: 'retired', createdAt: NOW - 1, retiredAt: NOW };
      for (const each of [next, key, retired]) {
        expect(await keys.insertIfAbsent(each)).to.deep.equal(ok('inserted'));
      }
      expect(await keys.list()).to.deep.equal(ok([retired, key, next]));
    });

    it('keeps one active and one next key per algorithm, and any number of retired ones', async () => {
      const { keys } = store().ledger;
      const answers = [];
      for (const state of ['active', 'next', 'retired'] as const) {
        for (const algorithm of ['ES256', 'RS256']) {
          for (const number of [1, 2]) {
            const kid = `${state} ${algorithm} ${number}`;
            answers.push(await keys.insertIfAbsent({ ...key, kid, state, algorithm }));
          }
        }
      }
      const once = [ok('inserted'), ok('exists')];
      const twice = [ok('inserted'), ok('inserted')];
      expect(answers).to.deep.equal([...once, ...once, ...once, ...once, ...twice, ...twice]);
    });

    it('keeps a kid once', async () => {
      const { keys } = store().ledger;
      await keys.insertIfAbsent(key);
      expect(await keys.insertIfAbsent({ ...key, state: 'retired' })).to.deep.equal(ok('exists'));
      expect(await keys.list()).to.deep.equal(ok([key]));
    });

    it('lets one of fifty concurrent processes insert the first key', async () => {
      const { ledger, another } = store();
      const other = await another();
      const answers = await Promise.all(
        Array.from({ length: 50 }, (_, i) =>
          (i % 2 === 0 ? ledger : other).keys.insertIfAbsent({ ...key, kid: `k${i}` }),
        ),
      );
      expect(answers.filter((answer) => answer.ok && answer.value === 'inserted')).to.have.length(1);
      expect(answers.filter((answer) => answer.ok && answer.value === 'exists')).to.have.length(49);
    });

    const rotation = [
      { from: key, to: { ...key, state: 'retired', retiredAt: NOW + 5 } },
      { from: next, to: { ...next, state: 'active', activatedAt: NOW + 5 } },
    ] as const;

    it('rotates by changing two keys together', async () => {
      const { keys } = store().ledger;
      await keys.insertIfAbsent(key);
      await keys.insertIfAbsent(next);
      expect(await keys.update(rotation)).to.deep.equal(ok('updated'));
      expect(await keys.list()).to.deep.equal(ok(rotation.map(({ to }) => to)));
    });

    it('changes nothing when one of the keys is no longer as it was read', async () => {
      const { keys } = store().ledger;
      await keys.insertIfAbsent(key);
      await keys.insertIfAbsent({ ...next, sealed: 'v1.rewrapped' });
      expect(await keys.update(rotation)).to.deep.equal(ok('stale'));
      expect(await keys.list()).to.deep.equal(ok([key, { ...next, sealed: 'v1.rewrapped' }]));
    });

    it('removes a key in the step in which another takes its place', async () => {
      const { keys } = store().ledger;
      await keys.insertIfAbsent(key);
      await keys.insertIfAbsent(next);
      const [, { to }] = rotation;
      expect(await keys.update([{ from: key }, { from: next, to }])).to.deep.equal(ok('updated'));
      expect(await keys.list()).to.deep.equal(ok([to]));
      expect(await keys.update([{ from: to, to: next }, { from: key }])).to.deep.equal(ok('stale'));
      expect(await keys.list()).to.deep.equal(ok([to]));
    });

    it('lets one of fifty concurrent rotations through', async () => {
      const { ledger, another } = store();
      const other = await another();
      await ledger.keys.insertIfAbsent(key);
      await ledger.keys.insertIfAbsent(next);
      const answers = await Promise.all(
        Array.from({ length: 50 }, (_, i) => (i % 2 === 0 ? ledger : other).keys.update(rotation)),
      );
      expect(answers.filter((answer) => answer.ok && answer.value === 'updated')).to.have.length(1);
      expect(answers.filter((answer) => answer.ok && answer.value === 'stale')).to.have.length(49);
    });
  });
}
