import { err, ok } from '@cambio/oauth';
import type { IssuedToken, RevocationSelector } from '@cambio/sts';
import { expect } from 'chai';
import { decisionId, denied, jti, NOW } from './decisions.ts';
import { issuedToken, recordOf, revocation } from './issued-tokens.ts';
import type { LedgerUnderTest } from './ledger-under-test.ts';

/** What every ledger promises of issued tokens and revocations. */
export function issuedTokenConformance(store: () => LedgerUnderTest): void {
  describe('issued tokens', () => {
    const issue = (number: number, changes: Partial<IssuedToken> = {}, keep?: 'none') => {
      const token = issuedToken(number, changes);
      return store().ledger.decisions.record(recordOf(token, keep), token);
    };

    const named = (number: number) => ({ jti: jti(number), decision: decisionId(number), at: NOW + number });

    /** The numbers of the tokens of a lineage, those that are revoked with a cross. */
    async function lineage(number: number, { issued } = store().ledger): Promise<readonly string[]> {
      const found = await issued.lineage(jti(number));
      if (!found.ok) return [found.error];
      return found.value.map(({ at, revoked }) => `${at - NOW}${revoked ? ' x' : ''}`).sort();
    }

    it('gives a token back as it was kept, to every adapter', async () => {
      expect(await issue(1)).to.deep.equal(ok(undefined));
      const { actor, ...bare } = issuedToken(2, { asked: { binding: 'none' } });
      await store().ledger.decisions.record(recordOf(bare), bare);
      const other = await store().another();
      for (const { issued } of [store().ledger, other]) {
        expect(await issued.lineage(jti(1))).to.deep.equal(ok([{ ...issuedToken(1), revoked: false }]));
        expect(await issued.lineage(jti(2))).to.deep.equal(ok([{ ...bare, revoked: false }]));
        expect(await issued.live({ limit: 2 })).to.deep.equal(ok([bare, issuedToken(1)]));
      }
    });

    it('gives back the URL of an issuer, whether it is the `iss` of its tokens or not', async () => {
      const { subject } = issuedToken(1);
      for (const [number, iss] of [subject.issuerUrl, `${subject.issuerUrl}/`, 7].entries()) {
        const token = issuedToken(number, { subject: { ...subject, claims: { iss } } });
        for (const [later, keep] of [[0, 'all'] as const, [10, 'none'] as const]) {
          const kept = { ...token, ...named(number + later) };
          await store().ledger.decisions.record(recordOf(kept, keep), kept);
          expect(await store().ledger.issued.lineage(kept.jti)).to.deep.equal(
            ok([{ ...kept, revoked: false }]),
          );
        }
      }
    });

    it('gives back claims that are not on record with the decision', async () => {
      const token = issuedToken(1);
      await store().ledger.decisions.record(recordOf(token, 'none'), token);
      expect(await store().ledger.issued.lineage(jti(1))).to.deep.equal(ok([{ ...token, revoked: false }]));
      expect(await store().ledger.issued.live({ limit: 1 })).to.deep.equal(ok([token]));
    });

    it('knows no token that was not issued', async () => {
      await store().ledger.decisions.record(denied(1));
      const { issued } = store().ledger;
      for (const name of [jti(1), decisionId(1), '1', '']) {
        expect(await issued.lineage(name)).to.deep.equal(ok([]));
      }
    });

    it('knows none by its decision alone', async () => {
      await issue(1);
      for (const name of [decisionId(1), `${decisionId(1)}-`, jti(1).slice(0, -1), `${jti(1)}0`]) {
        expect(await store().ledger.issued.lineage(name)).to.deep.equal(ok([]));
      }
    });

    it('keeps no token of a decision that was not written', async () => {
      await store().ledger.decisions.record(denied(1));
      expect(await issue(1)).to.deep.equal(err('unavailable'));
      expect(await lineage(1)).to.deep.equal([]);
    });

    it('says the same of a token it was asked about before, until it is revoked or erased', async () => {
      const other = await store().another();
      await issue(1, { expiresAt: NOW / 1000 - 301 }, 'none');
      for (const { issued } of [store().ledger, other, store().ledger, other]) {
        const token = { ...issuedToken(1, { expiresAt: NOW / 1000 - 301 }), revoked: false };
        expect(await issued.lineage(jti(1))).to.deep.equal(ok([token]));
      }
      await other.revocations.add(revocation({ by: 'mapping', value: 'shop-deploy-prod' }));
      for (const ledger of [store().ledger, other]) expect(await lineage(1, ledger)).to.deep.equal(['1 x']);
      await other.issued.erase(300_000);
      for (const ledger of [store().ledger, other]) expect(await lineage(1, ledger)).to.deep.equal([]);
    });

    it('tells apart more tokens than it remembers', async () => {
      await Promise.all(Array.from({ length: 1100 }, (_, number) => issue(number)));
      for (const round of [1, 2]) {
        for (let number = 0; number < 1100; number += 1) {
          expect(await lineage(number), `round ${round}`).to.deep.equal([`${number}`]);
        }
      }
    });

    it('writes many tokens in one commit', async () => {
      await Promise.all(Array.from({ length: 50 }, (_, number) => issue(number)));
      for (const number of [0, 17, 49]) expect(await lineage(number)).to.have.length(1);
    });

    it('names every token a token was made from, each once', async () => {
      await issue(1);
      await issue(2, { madeFrom: [jti(1)] });
      await issue(3, { madeFrom: [jti(1)] });
      await issue(4, { madeFrom: [jti(2), jti(3)] });
      expect(await lineage(4)).to.deep.equal(['1', '2', '3', '4']);
      expect(await lineage(2)).to.deep.equal(['1', '2']);
    });

    const COVERING: readonly RevocationSelector[] = [
      { by: 'token', value: jti(0) },
      { by: 'mapping', value: 'shop-deploy-prod' },
      { by: 'target', value: 'deployer' },
      { by: 'client', value: 'order-service' },
      { by: 'issuer', value: 'github' },
      { by: 'issuer', value: 'cluster' },
      { by: 'workload', value: 'github-actions:repository_id=123456:environment=production' },
      { by: 'workload', value: 'kubernetes@cluster:uid=7' },
      { by: 'task', value: 'github-actions:run_id=1:run_attempt=1' },
      { by: 'task', value: 'kubernetes@cluster:pod=9' },
      { by: 'before', time: NOW },
    ];
    for (const selector of COVERING) {
      it(`are revoked by ${JSON.stringify(selector)}, on every adapter and for good`, async () => {
        const other = await store().another();
        await issue(0);
        expect(await store().ledger.revocations.add(revocation(selector))).to.deep.equal(ok(undefined));
        expect(await lineage(0)).to.deep.equal(['0 x']);
        expect(await lineage(0, other)).to.deep.equal(['0 x']);
        expect(await lineage(0, await store().another())).to.deep.equal(['0 x']);
      });
    }

    for (const selector of COVERING.filter(({ by }) => by !== 'token' && by !== 'before')) {
      it(`are left alone by ${JSON.stringify(selector)} when issued later, and covered at the same moment`, async () => {
        await issue(10);
        await issue(11);
        await store().ledger.revocations.add(revocation(selector));
        expect(await lineage(10)).to.deep.equal(['10 x']);
        expect(await lineage(11)).to.deep.equal(['11']);
      });
    }

    const OTHERS: readonly RevocationSelector[] = [
      { by: 'token', value: jti(1) },
      { by: 'mapping', value: 'deployer' },
      { by: 'target', value: 'shop-deploy-prod' },
      { by: 'target', value: 'Deployer' },
      { by: 'client', value: '' },
      { by: 'issuer', value: 'gitlab' },
      { by: 'workload', value: 'acme/shop (production)' },
      { by: 'task', value: 'github-actions:run_id=1' },
      { by: 'before', time: NOW - 1 },
    ];
    for (const selector of OTHERS) {
      it(`are left alone by ${JSON.stringify(selector)}`, async () => {
        await issue(0);
        await store().ledger.revocations.add(revocation(selector));
        expect(await lineage(0)).to.deep.equal(['0']);
      });
    }

    it('has nothing revoked by what it lacks', async () => {
      const { actor, ...alone } = issuedToken(0, { asked: { binding: 'none' } });
      await store().ledger.decisions.record(recordOf(alone), alone);
      for (const by of ['client', 'issuer', 'workload', 'task'] as const) {
        await store().ledger.revocations.add(revocation({ by, value: '' }));
      }
      expect(await lineage(0)).to.deep.equal(['0']);
    });

    it('are revoked by jti whatever the clocks say', async () => {
      await issue(50);
      await store().ledger.revocations.add(revocation({ by: 'token', value: jti(50) }, 0));
      expect(await lineage(50)).to.deep.equal(['50 x']);
    });

    it('shows in a descendant, issued whenever, which of those it was made from is revoked', async () => {
      await issue(0);
      await store().ledger.revocations.add(revocation({ by: 'token', value: jti(0) }));
      await issue(90, { madeFrom: [jti(0)] });
      await issue(91, { madeFrom: [jti(90)] });
      expect(await lineage(91)).to.deep.equal(['0 x', '90', '91']);
    });

    it('are erased a time after their death, where their claims are on no record', async () => {
      const seconds = NOW / 1000;
      await issue(1, { expiresAt: seconds - 301 }, 'none');
      await issue(2, { expiresAt: seconds - 301, madeFrom: [jti(1)] }, 'none');
      await issue(3, { expiresAt: seconds - 300 }, 'none');
      await issue(4, { expiresAt: seconds - 301 });
      expect(await store().ledger.issued.erase(300_000)).to.deep.equal(ok(2));
      expect(await lineage(1)).to.deep.equal([]);
      expect(await lineage(2)).to.deep.equal([]);
      expect(await lineage(3)).to.deep.equal(['3']);
      expect(await lineage(4)).to.deep.equal(['4']);
      expect(await store().ledger.issued.erase(300_000)).to.deep.equal(ok(0));
    });

    it('leave their decision on record when they are erased', async () => {
      const token = issuedToken(1, { expiresAt: NOW / 1000 - 1 });
      await issue(1, { expiresAt: NOW / 1000 - 1 }, 'none');
      await store().ledger.issued.erase(0);
      expect(await store().ledger.decisions.get(decisionId(1))).to.deep.equal(ok(recordOf(token, 'none')));
    });

    it('are erased beyond what is erased at a time', async () => {
      const dead = { expiresAt: NOW / 1000 - 1000 };
      await Promise.all(Array.from({ length: 1100 }, (_, number) => issue(number, dead, 'none')));
      expect(await store().ledger.issued.erase(300_000)).to.deep.equal(ok(1100));
    });

    it('keeps a revocation once', async () => {
      const once = revocation({ by: 'target', value: 'deployer' });
      await store().ledger.revocations.add(once);
      expect(await store().ledger.revocations.add(once)).to.deep.equal(err('unavailable'));
    });
  });
}
