import { ok } from '@cambio/oauth';
import { expect } from 'chai';
import { canonicalJson } from '../src/chain/canonical-json.ts';
import { type ChainEnd, genesis, link } from '../src/chain/link.ts';
import type { Ledger } from '../src/index.ts';
import type { ChainedDecision } from '../src/ports/trail-reader.ts';
import { allowed, decisionId, denied, NOW } from './decisions.ts';
import type { LedgerUnderTest } from './ledger-under-test.ts';

/** What every adapter does with the chains that decisions are written on, and for those who read them. */
export function trailConformance(store: () => LedgerUnderTest): void {
  describe('the trail', () => {
    it('numbers what one process writes from 1, each with the hash over all before it', async () => {
      const { ledger } = store();
      const records = Array.from({ length: 600 }, (_, i) => (i % 2 === 0 ? allowed(i) : denied(i)));
      await Promise.all(records.map((record) => ledger.decisions.record(record)));
      const chains = chainsOf(await pending(ledger));
      expect([...chains.values()].map(whatIsWrong)).to.deep.equal([undefined]);
      const [chain = []] = chains.values();
      expect(chain.map(({ decision }) => decision)).to.deep.equal(records);
    });

    it('has no number for a decision whose id is taken', async () => {
      const { ledger } = store();
      await ledger.decisions.record(allowed(1));
      const answers = await Promise.all(
        [1, 2, 2, 3].map((number) => ledger.decisions.record(denied(number))),
      );
      expect(answers.map((answer) => answer.ok)).to.deep.equal([false, true, false, true]);
      const records = await pending(ledger);
      expect(records.map(({ seq, decision }) => [seq, decision.id])).to.deep.equal(
        [1, 2, 3].map((number) => [number, decisionId(number)]),
      );
      expect(whatIsWrong(records)).to.equal(undefined);
    });

    it('is one unbroken chain per process, with fifty decisions at once on each of two', async () => {
      const { ledger, another } = store();
      const other = await another();
      await Promise.all(
        Array.from({ length: 100 }, (_, i) => (i % 2 === 0 ? ledger : other).decisions.record(allowed(i))),
      );
      const chains = chainsOf(await pending(ledger));
      expect([...chains.values()].map((chain) => chain.length)).to.deep.equal([50, 50]);
      expect([...chains.values()].map(whatIsWrong)).to.deep.equal([undefined, undefined]);
    });

    it('goes on with the chain of a process that has ended', async () => {
      const { ledger, another } = store();
      const first = await another();
      await first.decisions.record(allowed(1));
      await first.close();
      await ledger.decisions.record(allowed(2));
      const records = await pending(ledger);
      expect(new Set(records.map(({ chain }) => chain))).to.have.property('size', 1);
      expect(whatIsWrong(records)).to.equal(undefined);
    });

    it('begins another chain where somebody took over the one it had not written on for long', async () => {
      const { ledger, another, clock } = store();
      const other = await another();
      await ledger.decisions.record(allowed(1));
      clock.set(NOW + 60_000);
      await other.decisions.record(allowed(2));
      await ledger.decisions.record(allowed(3));
      await other.decisions.record(allowed(4));
      const chains = [...chainsOf(await pending(ledger)).values()];
      const ids = chains.map((chain) => chain.map(({ decision }) => decision.id));
      expect(ids).to.have.deep.members([[1, 2, 4].map(decisionId), [decisionId(3)]]);
      expect(chains.map(whatIsWrong)).to.deep.equal([undefined, undefined]);
    });

    it('gives a reader what it has not taken, in order', async () => {
      const { ledger } = store();
      for (const number of [1, 2, 3]) await ledger.decisions.record(allowed(number));
      const [first, second, third] = await pending(ledger);
      if (first === undefined || second === undefined) throw new Error('nothing is pending');
      expect(await ledger.trail.advance('r', [first])).to.deep.equal(ok('advanced'));
      expect(await pending(ledger, 1)).to.deep.equal([second]);
      expect(await ledger.trail.advance('r', [second])).to.deep.equal(ok('advanced'));
      expect(await pending(ledger)).to.deep.equal([third]);
      expect(await ledger.trail.pending('another', 10)).to.have.nested.property('value.length', 3);
    });

    it('says how far a reader is behind, and since when', async () => {
      const { ledger, another } = store();
      expect(await ledger.trail.backlog('r')).to.deep.equal(ok({ records: 0 }));
      const other = await another();
      const [one, two, three] = [allowed(1), allowed(2), denied(3)];
      await ledger.decisions.record(two);
      await ledger.decisions.record(three);
      await other.decisions.record(one);
      const since = Math.min(one.at, two.at);
      expect(await ledger.trail.backlog('r')).to.deep.equal(ok({ records: 3, since }));
      const records = await pending(ledger);
      await ledger.trail.advance(
        'r',
        records.filter(({ decision }) => decision.id !== three.id),
      );
      expect(await ledger.trail.backlog('r')).to.deep.equal(ok({ records: 1, since: three.at }));
    });

    it('does not let a reader take what was taken meanwhile', async () => {
      const { ledger, another } = store();
      const other = await another();
      for (const number of [1, 2, 3]) await ledger.decisions.record(allowed(number));
      const records = await pending(ledger);
      const answers = await Promise.all(
        Array.from({ length: 50 }, (_, i) =>
          (i % 2 === 0 ? ledger : other).trail.advance('r', records.slice(0, 1 + (i % 2))),
        ),
      );
      expect(answers.filter((answer) => answer.ok && answer.value === 'advanced')).to.have.length(1);
      expect(await ledger.trail.advance('r', records.slice(0, 1))).to.deep.equal(ok('stale'));
      expect(await ledger.trail.advance('new', records.slice(1))).to.deep.equal(ok('advanced'));
    });

    it('moves a reader on every chain or on none', async () => {
      const { ledger, another } = store();
      const other = await another();
      await Promise.all([ledger.decisions.record(allowed(1)), other.decisions.record(allowed(2))]);
      const records = await pending(ledger);
      expect(records).to.have.length(2);
      await ledger.trail.advance('r', records.slice(1));
      expect(await ledger.trail.advance('r', records)).to.deep.equal(ok('stale'));
      expect(await pending(ledger)).to.deep.equal(records.slice(0, 1));
    });
  });
}

async function pending(ledger: Ledger, limit = 10_000): Promise<readonly ChainedDecision[]> {
  const records = await ledger.trail.pending('r', limit);
  if (!records.ok) throw new Error(records.error);
  return records.value;
}

function chainsOf(records: readonly ChainedDecision[]): ReadonlyMap<string, readonly ChainedDecision[]> {
  return Map.groupBy(records, ({ chain }) => chain);
}

/** The first record that is not where it belongs, or not what its hash is over. */
function whatIsWrong(records: readonly ChainedDecision[]): ChainedDecision | undefined {
  let end: ChainEnd = genesis(records[0]?.chain ?? '');
  return records.find(({ chain, seq, hash, record }) => {
    end = link(chain, end, canonicalJson(record));
    return end.seq !== seq || end.hash !== hash;
  });
}
