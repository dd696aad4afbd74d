import { ok } from '@cambio/oauth';
import type { DecisionRecord } from '@cambio/sts';
import { expect } from 'chai';
import { allowed, denied, NOW } from './decisions.ts';
import type { LedgerUnderTest } from './ledger-under-test.ts';

/** What every ledger promises of the inventory of workloads. */
export function workloadConformance(store: () => LedgerUnderTest): void {
  describe('workloads', () => {
    const record = (decision: DecisionRecord) => store().ledger.decisions.record(decision);
    const take = (limit = 100) => store().ledger.workloads.takeInventory(limit);
    const of = (issuer: string, workload: string, name = workload) => ({
      subject: { ...allowed(0).subject, issuer, workload, name },
    });
    const SHOP = { issuer: 'github', workload: 'shop' };

    it('knows nobody at first, and nobody that was not counted yet', async () => {
      const { workloads } = store().ledger;
      await record(allowed(1, of('github', 'shop')));
      expect(await workloads.list({ limit: 10 })).to.deep.equal(ok([]));
      expect(await workloads.get(SHOP)).to.deep.equal(ok(undefined));
    });

    it('counts every decision once, and says how many it counted', async () => {
      for (const number of [1, 2, 3]) await record(allowed(number, of('github', 'shop')));
      const { workloads } = store().ledger;
      expect(await workloads.isBehind()).to.deep.equal(ok(true));
      expect(await take(2)).to.deep.equal(ok(2));
      expect(await take(2)).to.deep.equal(ok(1));
      expect(await workloads.isBehind()).to.deep.equal(ok(false));
      expect(await take(2)).to.deep.equal(ok(0));
      const profile = await store().ledger.workloads.get(SHOP);
      expect(profile).to.have.nested.property('value.allowed', 3);
    });

    it('tells when a workload was seen, what it was allowed by which mapping, and the scopes it asked for', async () => {
      const asked = (...scopes: string[]) => ({ asked: { binding: 'none' as const, scopes } });
      await record(allowed(5, { ...of('github', 'shop', 'acme/Shop'), ...asked('read', 'read') }));
      await take();
      await record(allowed(6, { ...of('github', 'shop', 'acme/shop'), ...asked('read', 'write') }));
      await record(
        allowed(7, { ...of('github', 'shop', 'acme/shop'), asked: { binding: 'none' }, target: 'b' }),
      );
      await record(denied(9, of('github', 'shop', 'acme/store')));
      await record(allowed(3, { ...of('github', 'shop', 'acme/old'), ...asked('read') }));
      await take();
      const scope = (name: string, count: number, at: number) => ({
        scope: name,
        asked: count,
        lastAsked: NOW + at,
      });
      const use = { mapping: 'shop-deploy-prod', target: 'deployer' };
      expect(await store().ledger.workloads.get(SHOP)).to.deep.equal(
        ok({
          ...SHOP,
          name: 'acme/store',
          firstSeen: NOW + 3,
          lastSeen: NOW + 9,
          allowed: 4,
          denied: 1,
          uses: [
            { ...use, target: 'b', firstSeen: NOW + 7, lastSeen: NOW + 7, count: 1, scopes: [] },
            {
              ...use,
              firstSeen: NOW + 3,
              lastSeen: NOW + 6,
              count: 3,
              scopes: [scope('read', 3, 6), scope('write', 1, 6)],
            },
          ],
        }),
      );
    });

    it('tells whom a mapping granted something, page by page', async () => {
      await record(allowed(1, { ...of('github', 'shop'), target: 'a' }));
      await record(allowed(2, { ...of('github', 'shop'), target: 'b' }));
      await record(allowed(4, { ...of('github', 'shop', 'renamed'), target: 'b' }));
      await record(allowed(3, { ...of('aws', 'z'), target: 'a' }));
      await record(allowed(5, { ...of('aws', 'other'), mapping: 'm-2' }));
      await record(denied(6, of('github', 'nobody')));
      await take();
      const user = (issuer: string, workload: string, name: string, target: string) => ({
        issuer,
        workload,
        name,
        target,
      });
      const users = [
        { ...user('aws', 'z', 'z', 'a'), firstSeen: NOW + 3, lastSeen: NOW + 3, count: 1 },
        { ...user('github', 'shop', 'renamed', 'a'), firstSeen: NOW + 1, lastSeen: NOW + 1, count: 1 },
        { ...user('github', 'shop', 'renamed', 'b'), firstSeen: NOW + 2, lastSeen: NOW + 4, count: 2 },
      ];
      const { workloads } = store().ledger;
      expect(await workloads.usersOf('shop-deploy-prod', { limit: 9 })).to.deep.equal(ok(users));
      for (const [index, after] of users.entries()) {
        const page = await workloads.usersOf('shop-deploy-prod', { limit: 1, after });
        expect(page).to.deep.equal(ok(users.slice(index + 1, index + 2)));
      }
    });

    it('tells the scopes that a mapping was asked for, and whether they were always named', async () => {
      const asked = (...scopes: string[]) => ({ asked: { binding: 'none' as const, scopes } });
      const { workloads } = store().ledger;
      const scopesOf = () => workloads.scopesOf('shop-deploy-prod');
      expect(await scopesOf()).to.deep.equal(ok({ scopes: [], alwaysNamed: true }));
      await record(allowed(1, { ...of('github', 'a'), ...asked('write', 'read') }));
      await record(allowed(2, { ...of('github', 'b'), ...asked('read') }));
      await record(allowed(3, { ...of('github', 'b'), ...asked('else'), mapping: 'm-2' }));
      await take();
      const scopes = [
        { scope: 'read', asked: 2, lastAsked: NOW + 2 },
        { scope: 'write', asked: 1, lastAsked: NOW + 1 },
      ];
      expect(await scopesOf()).to.deep.equal(ok({ scopes, alwaysNamed: true }));
      await record(allowed(4, { ...of('github', 'b'), ...asked() }));
      await take();
      expect(await scopesOf()).to.deep.equal(ok({ scopes, alwaysNamed: false }));
    });

    it('tells when each mapping granted something last, and from when on that is known', async () => {
      const { workloads } = store().ledger;
      expect(await workloads.mappingUse()).to.deep.equal(ok(undefined));
      await record(allowed(5, of('github', 'shop')));
      await record(allowed(3, of('github', 'store')));
      await record(denied(9, of('github', 'shop')));
      await take(1);
      await take();
      await record(allowed(4, { ...of('github', 'shop'), mapping: 'another' }));
      await take();
      const since = NOW - (NOW % 300_000);
      const lastUsed = new Map([
        ['shop-deploy-prod', NOW + 5],
        ['another', NOW + 4],
      ]);
      expect(await workloads.mappingUse()).to.deep.equal(ok({ since, lastUsed }));
      await workloads.forget(NOW + 5);
      expect(await workloads.mappingUse()).to.deep.equal(ok(undefined));
    });

    it('counts decisions by time, issuer, outcome and reason, and adds the times up', async () => {
      const STEP = 300_000;
      const begin = NOW - (NOW % (2 * STEP));
      const at = (time: number) => ({ ...of('github', 'shop'), at: begin + time });
      await record(allowed(1, at(0)));
      await record(allowed(2, at(STEP - 1)));
      await record(denied(3, { ...at(STEP), reason: 'claim_mismatch' }));
      await take();
      await record(allowed(4, at(STEP)));
      await record(denied(5, { ...at(2 * STEP), reason: 'claim_mismatch' }));
      await take();
      const allow = { issuer: 'github', outcome: 'allow' };
      const deny = { issuer: 'github', outcome: 'deny', reason: 'claim_mismatch' };
      const count = (since: number, step: number) =>
        store().ledger.workloads.countDecisions({ since: begin + since, step });
      expect(await count(0, 2 * STEP)).to.deep.equal(
        ok([
          { at: begin, ...allow, count: 3 },
          { at: begin, ...deny, count: 1 },
          { at: begin + 2 * STEP, ...deny, count: 1 },
        ]),
      );
      expect(await count(STEP + 1, STEP)).to.deep.equal(
        ok([
          { at: begin + STEP, ...allow, count: 1 },
          { at: begin + STEP, ...deny, count: 1 },
          { at: begin + 2 * STEP, ...deny, count: 1 },
        ]),
      );
      await record(denied(6, { ...at(3 * 86_400_000), reason: 'claim_mismatch' }));
      await take();
      expect(await count(2 * STEP, 2 * STEP)).to.deep.equal(
        ok([
          { at: begin + 2 * STEP, ...deny, count: 1 },
          { at: begin + 3 * 86_400_000, ...deny, count: 1 },
        ]),
      );
      await store().ledger.workloads.forget(begin + 3 * STEP);
      expect(await count(0, STEP)).to.deep.equal(ok([{ at: begin + 3 * 86_400_000, ...deny, count: 1 }]));
    });

    it('adds up decisions that say the same, whenever they were', async () => {
      const STEP = 300_000;
      const begin = NOW - (NOW % STEP);
      const same = (number: number, time: number) => ({
        ...allowed(number, of('github', 'shop')),
        at: begin + time,
        asked: { binding: 'none' as const, scopes: ['read'] },
      });
      for (const [index, time] of [2, 8, 5, STEP + 4, STEP + 1].entries()) await record(same(index, time));
      for (const number of [5, 6]) await record({ ...denied(number, of('github', 'shop')), at: begin + 7 });
      expect(await take()).to.deep.equal(ok(7));
      const [firstSeen, lastSeen] = [begin + 2, begin + STEP + 4];
      const scopes = [{ scope: 'read', asked: 5, lastAsked: lastSeen }];
      const use = { mapping: 'shop-deploy-prod', target: 'deployer', firstSeen, lastSeen, count: 5, scopes };
      const { workloads } = store().ledger;
      expect(await workloads.get(SHOP)).to.deep.equal(
        ok({ ...SHOP, name: 'shop', firstSeen, lastSeen, allowed: 5, denied: 2, uses: [use] }),
      );
      const known = await workloads.mappingUse();
      expect(known.ok && known.value?.lastUsed.get('shop-deploy-prod')).to.equal(lastSeen);
      const counts = await workloads.countDecisions({ since: begin, step: STEP });
      expect(
        counts.ok && counts.value.map(({ at, outcome, count }) => [at - begin, outcome, count]),
      ).to.deep.equal([
        [0, 'allow', 3],
        [0, 'deny', 2],
        [STEP, 'allow', 2],
      ]);
    });

    it('calls a workload by the name that was recorded last, of those at one time', async () => {
      for (const [index, name] of ['c', 'a', 'b'].entries()) {
        await record({ ...allowed(index, of('github', 'shop', name)), at: NOW });
      }
      await take();
      expect(await store().ledger.workloads.get(SHOP)).to.have.nested.property('value.name', 'b');
    });

    it('names the busiest that were seen since a time', async () => {
      for (const number of [1, 2, 3]) await record(allowed(number, of('github', 'before')));
      for (const number of [4, 5]) await record(denied(number, of('github', 'two')));
      for (const number of [6, 7, 8]) await record(allowed(number, of('github', 'three')));
      await record(allowed(9, of('github', 'one')));
      await take();
      const busiest = await store().ledger.workloads.busiest(NOW + 4, 2);
      expect(busiest.ok && busiest.value.map(({ workload }) => workload)).to.deep.equal(['three', 'two']);
    });

    it('takes workloads of one key at two issuers for two', async () => {
      await record(allowed(1, of('github', 'shop')));
      await record(denied(2, of('gitlab', 'shop')));
      await take();
      const { workloads } = store().ledger;
      expect(await workloads.get({ issuer: 'gitlab', workload: 'shop' })).to.have.nested.property(
        'value.denied',
        1,
      );
      expect(await workloads.get(SHOP)).to.have.nested.property('value.denied', 0);
    });

    it('counts once what fifty count at once, on two adapters that also wrote it', async () => {
      const { ledger } = store();
      const other = await store().another();
      const decisions = Array.from({ length: 200 }, (_, i) => allowed(i, of('github', `shop-${i % 7}`)));
      await Promise.all(decisions.map((decision, i) => (i % 2 ? ledger : other).decisions.record(decision)));
      for (let round = 0; round < 3; round += 1) {
        await Promise.all(
          Array.from({ length: 50 }, (_, i) => (i % 2 ? ledger : other).workloads.takeInventory(150)),
        );
      }
      const list = await ledger.workloads.list({ limit: 10 });
      const counts = list.ok ? list.value.map((workload) => workload.allowed) : [];
      expect(counts).to.have.length(7);
      expect(counts.reduce((sum, count) => sum + count, 0)).to.equal(200);
    });

    describe('list', () => {
      beforeEach(async () => {
        await record(allowed(0, of('github', 'b', 'acme/shop')));
        await record(allowed(1, of('github', 'a', 'acme/Shop_1')));
        await record(allowed(2, of('github', 'B', 'other/100%')));
        await record(allowed(3, of('aws', 'z', 'arn:role')));
        await take();
      });

      const CASES = [
        [{}, ['aws z', 'github B', 'github a', 'github b']],
        [{ limit: 2 }, ['aws z', 'github B']],
        [{ after: { issuer: 'aws', workload: 'z' }, limit: 1 }, ['github B']],
        [{ after: { issuer: 'github', workload: 'a' } }, ['github b']],
        [{ after: { issuer: 'zzz', workload: '' } }, []],
        [{ issuer: 'github' }, ['github B', 'github a', 'github b']],
        [{ issuer: 'GitHub' }, []],
        [{ name: 'SHOP' }, ['github a', 'github b']],
        [{ name: 'p_1' }, ['github a']],
        [{ name: 'o_' }, []],
        [{ name: '0%' }, ['github B']],
        [{ name: '\\' }, []],
        [{ name: '' }, ['aws z', 'github B', 'github a', 'github b']],
        [{ seenSince: NOW + 2 }, ['aws z', 'github B']],
        [{ seenBefore: NOW + 2 }, ['github a', 'github b']],
        [{ seenSince: NOW + 1, seenBefore: NOW + 2, issuer: 'github', name: 'shop' }, ['github a']],
      ] as const;
      for (const [page, expected] of CASES) {
        it(`by ${JSON.stringify(page)}`, async () => {
          const list = await store().ledger.workloads.list({ limit: 100, ...page });
          const found = list.ok
            ? list.value.map(({ issuer, workload }) => `${issuer} ${workload}`)
            : [list.error];
          expect(found).to.deep.equal(expected);
        });
      }
    });
  });
}
