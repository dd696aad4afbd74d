import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { err, ok } from '@cambio/oauth';
import { expect } from 'chai';
import { attempting } from '../../src/attempt.ts';
import { genesis, link } from '../../src/chain/link.ts';
import { type ChainWriter, chainWriter, type Entry } from '../../src/chain/writer.ts';
import { openSqlite } from '../../src/sqlite/open.ts';
import type { Store } from '../../src/store.ts';
import { NO_TOKEN } from '../../src/token-columns.ts';
import { NOW } from '../decisions.ts';

describe('chainWriter', () => {
  let folder: string;
  let store: Store;
  let writer: ChainWriter;
  /** What becomes of the next batches, one after the other; then all goes well. */
  let fates: ('lost before' | 'lost after')[];

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'cambio-chain-'));
    const opened = await openSqlite(join(folder, 'cambio.db'), { mayUpgrade: true, now: NOW }, false);
    if (!opened.ok) throw new Error(opened.error.reason);
    store = opened.value;
    fates = [];
    const cut: Store = {
      ...store,
      errors: { isFault: (error): error is Error => error instanceof Error, isBusy: () => false },
      writeTogether: async (change, decisions) => {
        const fate = fates.shift();
        if (fate === 'lost before') throw new Error('connection lost');
        const outcome = await store.writeTogether(change, decisions);
        if (fate === 'lost after') throw new Error('connection lost');
        return outcome;
      },
    };
    writer = chainWriter(
      cut,
      attempting(cut.errors, () => undefined),
      () => NOW,
    );
  });
  afterEach(async () => {
    await store.db.destroy();
    rmSync(folder, { recursive: true });
  });

  function entry(id: string): Entry {
    return {
      id,
      at: NOW,
      outcome: 'deny',
      reason: null,
      mapping: null,
      target: null,
      issuer: 'i',
      workload: 'w',
      name: 'shop',
      asked_scopes: null,
      ...NO_TOKEN,
      body: JSON.stringify({ id }),
    };
  }

  /** The ids on the one chain there is, whose hashes are right. */
  async function chain(): Promise<readonly string[]> {
    const rows = await store.db.selectFrom('decision').selectAll().orderBy('chain').orderBy('seq').execute();
    let end = genesis(rows[0]?.chain ?? '');
    for (const row of rows) {
      end = link(row.chain, end, row.body);
      expect({ seq: row.seq, hash: row.hash }).to.deep.equal(end);
    }
    expect(
      await store.db.selectFrom('audit_chain').select(['head_seq', 'head_hash']).execute(),
    ).to.deep.equal([{ head_seq: end.seq, head_hash: end.hash }]);
    return rows.map(({ id }) => id);
  }

  for (const first of ['lost before', 'lost after'] as const) {
    for (const second of ['lost before', 'lost after'] as const) {
      it(`goes on where the chain ends after batches ${first} and ${second} they were committed`, async () => {
        expect(await writer.write([entry('a')])).to.deep.equal([ok(undefined)]);
        fates.push(first, second);
        const unsure = [err('unavailable'), err('unavailable')];
        expect(await writer.write([entry('b'), entry('c')])).to.deep.equal(unsure);
        expect(await writer.write([entry('d'), entry('e')])).to.deep.equal(unsure);
        expect(await writer.write([entry('f')])).to.deep.equal([ok(undefined)]);
        const there = [first === 'lost after' && 'bc', second === 'lost after' && 'de'];
        const kept = there.map((ids) => ids || '').join('');
        expect((await chain()).join('')).to.equal(`a${kept}f`);
      });
    }
  }

  for (const fate of ['lost before', 'lost after'] as const) {
    it(`begins one chain, whether its first batch was ${fate} it was committed`, async () => {
      fates.push(fate);
      expect(await writer.write([entry('a')])).to.deep.equal([err('unavailable')]);
      expect(await writer.write([entry('b')])).to.deep.equal([ok(undefined)]);
      expect((await chain()).join('')).to.equal(fate === 'lost after' ? 'ab' : 'b');
    });
  }

  it('writes a batch without what is there already, as after an answer that was lost', async () => {
    fates.push('lost after');
    await writer.write([entry('a')]);
    expect(await writer.write([entry('a'), entry('b')])).to.deep.equal([err('unavailable'), ok(undefined)]);
    expect((await chain()).join('')).to.equal('ab');
  });
});
