import { err, ok } from '@cambio/oauth';
import { expect } from 'chai';
import { NOW } from './decisions.ts';
import type { LedgerUnderTest } from './ledger-under-test.ts';

/** What every ledger promises of proposals. */
export function proposalConformance(store: () => LedgerUnderTest): void {
  describe('proposals', () => {
    const sources = [{ path: 'a.yaml', text: 'kind: Issuer' }];
    const changes = [{ kind: 'Issuer', id: 'a', change: 'added' }];
    const proposal = { id: 'p1', sources, author: 'ann', reason: 'new', changes };
    const open = { id: 'p1', at: NOW, author: 'ann', reason: 'new', changes, state: 'open' } as const;
    const verdict = { by: 'bob', reason: 'fine' };

    it('are kept whole and listed, the newest first', async () => {
      const { proposals } = store().ledger;
      expect(await proposals.add(proposal)).to.deep.equal(ok(open));
      await proposals.add({ ...proposal, id: 'p2', base: 'r7' });
      expect(await proposals.get('p1')).to.deep.equal(ok({ ...open, sources }));
      expect(await proposals.get('p3')).to.deep.equal(ok(undefined));
      const second = { ...open, id: 'p2', base: 'r7' };
      expect(await proposals.list({ limit: 9, state: 'open' })).to.deep.equal(ok([second, open]));
      expect(await proposals.list({ limit: 9, before: 'p2' })).to.deep.equal(ok([open]));
    });

    it('become a revision when they are approved, once', async () => {
      const { proposals, trust } = store().ledger;
      await proposals.add(proposal);
      const revision = { revision: 'r1', at: NOW, author: 'ann', reason: 'new (approved by bob)', changes };
      const answers = await Promise.all([proposals.approve('p1', verdict), proposals.approve('p1', verdict)]);
      expect(answers.filter((answer) => answer.ok)).to.deep.equal([ok(revision)]);
      expect(await trust.latest()).to.deep.equal(ok({ ...revision, sources }));
      const decided = { at: NOW, by: 'bob', reason: 'fine' };
      const settled = { ...open, state: 'approved', decided };
      expect(await proposals.list({ limit: 1 })).to.deep.equal(ok([settled]));
      expect(await proposals.close('p1', 'rejected', verdict)).to.deep.equal(err('proposal_closed'));
    });

    it('stay open where another revision came first', async () => {
      const { proposals, trust } = store().ledger;
      await proposals.add(proposal);
      await trust.append({ sources: [], author: 'eve', reason: 'first', expected: undefined });
      const conflict = { reason: 'revision_conflict', latest: 'r1' };
      expect(await proposals.approve('p1', verdict)).to.deep.equal(err(conflict));
      expect(await proposals.list({ limit: 1 })).to.deep.equal(ok([open]));
    });

    it('keep their texts when old revisions are forgotten', async () => {
      const { proposals, trust } = store().ledger;
      await proposals.add(proposal);
      for (const expected of [undefined, 'r1']) {
        await trust.append({ sources: [], author: 'eve', reason: 'another', expected });
      }
      expect(await trust.forget(NOW + 1)).to.deep.equal(ok(1));
      expect(await proposals.get('p1')).to.deep.equal(ok({ ...open, sources }));
    });

    for (const state of ['rejected', 'withdrawn'] as const) {
      it(`are ${state} once, and never approved after`, async () => {
        const { proposals, trust } = store().ledger;
        await proposals.add(proposal);
        expect(await proposals.close('p1', state, verdict)).to.deep.equal(ok(undefined));
        expect(await proposals.approve('p1', verdict)).to.deep.equal(err('proposal_closed'));
        expect(await proposals.approve('none', verdict)).to.deep.equal(err('proposal_closed'));
        expect(await trust.latest()).to.deep.equal(ok(undefined));
      });
    }
  });

  describe('idempotent requests', () => {
    it('are begun by one of many, and answered to all after', async () => {
      const { requests } = store().ledger;
      const begun = await Promise.all([1, 2, 3].map(() => requests.begin('key', 'digest')));
      const states = begun.map((each) => each.ok && each.value.state).sort();
      expect(states).to.deep.equal(['begun', 'running', 'running']);
      await requests.finish('key', '{"a":1}');
      const answered = ok({ state: 'answered', answer: '{"a":1}' });
      expect(await requests.begin('key', 'digest')).to.deep.equal(answered);
      expect(await requests.begin('key', 'another')).to.deep.equal(ok({ state: 'other' }));
    });

    it('may be sent again when they are given up, and when their time is over', async () => {
      const { requests } = store().ledger;
      const { clock } = store();
      await requests.begin('key', 'digest');
      await requests.abandon('key');
      expect(await requests.begin('key', 'digest')).to.deep.equal(ok({ state: 'begun' }));
      clock.set(NOW + 60_001);
      expect(await requests.begin('key', 'digest')).to.deep.equal(ok({ state: 'begun' }));
      await requests.finish('key', '');
      clock.set(NOW + 60_002 + 24 * 3_600_000);
      expect(await requests.begin('key', 'other')).to.deep.equal(ok({ state: 'begun' }));
    });
  });
}
