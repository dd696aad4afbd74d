import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { expect } from 'chai';
import { type DecisionPage, type Ledger, openLedger } from '../src/index.ts';
import { allowed, decisionId, NOW } from './decisions.ts';

/** More than two slices of the search; every 3,000th on its own mapping. */
const COUNT = 12_500;

describe('a search through a long trail', () => {
  let directory: string;
  let ledger: Ledger;

  before(async () => {
    directory = mkdtempSync(join(tmpdir(), 'cambio-ledger-'));
    const opened = await openLedger({ url: `sqlite:${join(directory, 'cambio.db')}`, now: () => NOW });
    if (!opened.ok) throw new Error(JSON.stringify(opened.error));
    ledger = opened.value;
    for (let start = 0; start < COUNT; start += 2500) {
      const numbers = Array.from({ length: 2500 }, (_, i) => start + i);
      await Promise.all(numbers.map((number) => ledger.decisions.record(decision(number))));
    }
  });
  after(async () => {
    await ledger.close();
    rmSync(directory, { recursive: true });
  });

  function decision(number: number) {
    return allowed(number, number % 3000 === 0 ? { mapping: 'rare' } : {});
  }

  async function found(page: DecisionPage): Promise<readonly string[]> {
    const list = await ledger.decisions.list(page);
    return list.ok ? list.value.map(({ id }) => id) : [list.error];
  }
  const ids = (...numbers: readonly number[]) => numbers.map(decisionId);

  it('finds every match, in whatever slice it is', async () => {
    expect(await found({ limit: 100, mapping: 'rare' })).to.deep.equal(ids(12_000, 9000, 6000, 3000, 0));
  });

  it('stops at the limit and goes on from there', async () => {
    expect(await found({ limit: 2, mapping: 'rare' })).to.deep.equal(ids(12_000, 9000));
    expect(await found({ limit: 2, mapping: 'rare', before: decisionId(9000) })).to.deep.equal(
      ids(6000, 3000),
    );
  });

  it('looks no further back than it was told', async () => {
    expect(await found({ limit: 100, mapping: 'rare', since: NOW + 6000 })).to.deep.equal(
      ids(12_000, 9000, 6000),
    );
    expect(await found({ limit: 100, mapping: 'rare', since: NOW + 6001 })).to.deep.equal(ids(12_000, 9000));
  });

  it('gives a page longer than a slice in one order', async () => {
    const all = await found({ limit: COUNT + 1 });
    expect(all).to.deep.equal(Array.from({ length: COUNT }, (_, i) => decisionId(COUNT - 1 - i)));
  });

  it('lets other work in between slices, and stops where it was told to', async () => {
    expect(await turnsOf({ limit: 1, mapping: 'none' })).to.be.greaterThan(2);
    expect(await turnsOf({ limit: 1, mapping: 'none', since: NOW + COUNT - 100 })).to.equal(1);
  });

  /** The turns the event loop has while a search that finds nothing is under way. */
  async function turnsOf(page: DecisionPage): Promise<number> {
    let searching = true;
    const search = found(page).finally(() => {
      searching = false;
    });
    let turns = 0;
    while (searching) {
      await turn();
      turns += 1;
    }
    expect(await search).to.deep.equal([]);
    return turns;
  }
});
