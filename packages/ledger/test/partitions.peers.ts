import { ok } from '@cambio/oauth';
import { type Postgres, startPostgres } from '@cambio/testkit/daemons';
import { expect } from 'chai';
import pg from 'pg';
import { type Ledger, openLedger } from '../src/index.ts';
import type { Removable } from '../src/ports/audit-trail.ts';
import { allowed, NOW } from './decisions.ts';
import { ISSUER, judgeBy, seal } from './verify/growing-trail.ts';

const DAY = 86_400_000;

describe('decisions by the day, on PostgreSQL', () => {
  let postgres: Postgres;
  let url: string;
  let ledger: Ledger;

  before(async () => {
    postgres = await startPostgres();
  });
  after(() => postgres.stop());
  beforeEach(async () => {
    url = await postgres.createDatabase();
    const opened = await openLedger({ url, now: () => NOW });
    if (!opened.ok) throw new Error(JSON.stringify(opened.error));
    ledger = opened.value;
  });
  afterEach(() => ledger.close());

  /** The number of decisions in each part. */
  async function parts(): Promise<Readonly<Record<string, number>>> {
    const client = new pg.Client(url);
    await client.connect();
    const { rows } = await client.query(
      'select tableoid::regclass::text as part, count(*)::int from decision group by 1 order by 1',
    );
    const { rows: tables } = await client.query(
      "select relname from pg_class where relkind = 'r' and relname ~ '^decision_2' order by 1",
    );
    await client.end();
    return Object.fromEntries([
      ...tables.map(({ relname }) => [relname, 0]),
      ...rows.map(({ part, count }) => [part, count]),
    ]);
  }

  async function record(number: number, at: number): Promise<void> {
    expect(await ledger.decisions.record(allowed(number, { at }))).to.deep.equal(ok(undefined));
  }

  async function sealAndPrune(now: number, before?: number): Promise<unknown> {
    const removable: Removable | undefined = before === undefined ? undefined : { before, consumers: [] };
    const sign = async (statement: Parameters<typeof seal>[0]) => ok(seal(statement, 'current'));
    await ledger.workloads.takeInventory(100);
    const judge = judgeBy('current');
    await ledger.trail.seal({ issuer: ISSUER, now, sign, judge, anyway: true, removable });
    return ledger.trail.prune();
  }

  it('has a part made for today and the seven days to come, once', async () => {
    expect(await ledger.trail.prepare(NOW)).to.deep.equal(ok(undefined));
    expect(await ledger.trail.prepare(NOW + DAY)).to.deep.equal(ok(undefined));
    const made = Object.keys(await parts());
    expect(made).to.have.length(9);
    expect(made[0]).to.equal('decision_20270115');
    await record(1, NOW);
    await record(2, NOW + DAY);
    await record(3, NOW + 100 * DAY);
    expect(await parts()).to.include({ decision_20270115: 1, decision_20270116: 1, decision_rest: 1 });
  });

  it('leaves a day as it is that began without a part', async () => {
    await record(1, NOW);
    expect(await ledger.trail.prepare(NOW)).to.deep.equal(ok(undefined));
    expect(await parts())
      .to.include({ decision_rest: 1 })
      .and.not.have.property('decision_20270115');
    await record(2, NOW);
    expect((await ledger.decisions.list({ limit: 9 })).ok).to.equal(true);
  });

  it('drops a day whole, once all of it may go', async () => {
    await ledger.trail.prepare(NOW);
    for (const [number, at] of [NOW, NOW + 1, NOW + DAY, NOW + DAY + 1].entries()) await record(number, at);
    await sealAndPrune(NOW);
    expect(await sealAndPrune(NOW, NOW + 1)).to.deep.equal(ok(0));
    expect(await sealAndPrune(NOW, NOW + DAY + 1)).to.deep.equal(ok(2));
    expect(await parts())
      .to.include({ decision_20270116: 2 })
      .and.not.have.property('decision_20270115');
    expect(await ledger.trail.pending('new', 9)).to.have.nested.property('value.length', 1);
  });

  it('leaves a day as it is while it holds a record of a chain of which none may go', async () => {
    await ledger.trail.prepare(NOW);
    await record(1, NOW);
    const another = await openLedger({ url, now: () => NOW });
    if (!another.ok) throw new Error(JSON.stringify(another.error));
    expect(await another.value.decisions.record(allowed(2, { at: NOW + 2 }))).to.deep.equal(ok(undefined));
    await another.value.close();
    await sealAndPrune(NOW);
    expect(await sealAndPrune(NOW, NOW + 1)).to.deep.equal(ok(0));
    expect(await parts()).to.include({ decision_20270115: 2 });
    expect(await sealAndPrune(NOW, NOW + 3)).to.deep.equal(ok(2));
  });

  it('removes what is in no part row by row', async () => {
    for (const number of [1, 2, 3]) await record(number, NOW + number);
    await sealAndPrune(NOW);
    expect(await sealAndPrune(NOW, NOW + 3)).to.deep.equal(ok(2));
    expect(await parts()).to.deep.equal({ decision_rest: 1 });
  });
});
