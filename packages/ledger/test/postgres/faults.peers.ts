import { setImmediate as turn } from 'node:timers/promises';
import { err, ok } from '@cambio/oauth';
import { type Postgres, startPostgres } from '@cambio/testkit/daemons';
import { expect } from 'chai';
import { Client } from 'pg';
import { type Ledger, openLedger } from '../../src/index.ts';
import { allowed, decisionId, NOW } from '../decisions.ts';
import { issuedToken, revocation } from '../issued-tokens.ts';

describe('a PostgreSQL ledger in trouble', () => {
  let postgres: Postgres;
  let url: string;
  let ledger: Ledger;
  let faults: string[];

  before(async () => {
    postgres = await startPostgres();
  });
  after(() => postgres.stop());
  beforeEach(async () => {
    url = await postgres.createDatabase();
    faults = [];
    const onFault = (error: Error) => faults.push(error.message);
    const opened = await openLedger({ url, now: () => NOW, onFault });
    if (!opened.ok) throw new Error(JSON.stringify(opened.error));
    ledger = opened.value;
  });
  afterEach(() => ledger.close());

  const query = (sql: string) => postgres.query(url, sql);
  const cut = () =>
    query(`select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'cambio' and datname = current_database()`);
  /** From another database, for it may forbid to be written. */
  const settle = (setting: string) =>
    postgres.query(
      url.replace(/[^/]+$/, 'postgres'),
      `alter database "${new URL(url).pathname.slice(1)}" set ${setting}`,
    );

  for (const how of ['crash', undefined] as const) {
    it(`is unavailable while the database is ${how === 'crash' ? 'lost' : 'down'}, and goes on by itself`, async () => {
      expect(await ledger.decisions.record(allowed(1))).to.deep.equal(ok(undefined));
      await postgres.halt(how);
      expect(await ledger.decisions.record(allowed(2))).to.deep.equal(err('unavailable'));
      expect(await ledger.ping()).to.deep.equal(err('unavailable'));
      expect(faults.length).to.be.greaterThan(0);
      await postgres.resume();
      expect(await ledger.ping()).to.deep.equal(ok(undefined));
      expect(await ledger.decisions.record(allowed(3))).to.deep.equal(ok(undefined));
      const kept = await ledger.decisions.list({ limit: 10 });
      expect(kept.ok && kept.value.map(({ id }) => id)).to.deep.equal([decisionId(3), decisionId(1)]);
    });
  }

  it('loses nothing it acknowledged, and writes nothing twice, when its connections are cut again and again', async () => {
    const acknowledged: string[] = [];
    let number = 0;
    let cutting = true;
    const recorders = Array.from({ length: 10 }, async () => {
      while (cutting) {
        const record = allowed(number++);
        const answer = await ledger.decisions.record(record);
        if (answer.ok) acknowledged.push(record.id);
      }
    });
    for (let times = 0; times < 10; times += 1) await cut();
    cutting = false;
    await Promise.all(recorders);
    expect(faults.length).to.be.greaterThan(0);
    expect(acknowledged.length).to.be.greaterThan(10);
    const rows = (await query('select id from decision')).split('\n');
    expect(new Set(rows).size).to.equal(rows.length);
    expect(acknowledged.filter((id) => !rows.includes(id))).to.deep.equal([]);
    expect(await query('select count(*) = max(seq), count(distinct chain) from decision')).to.equal('t|1');
  });

  it('survives a connection that is cut between two queries', async () => {
    await ledger.ping();
    await cut();
    await Promise.all(Array.from({ length: 20 }, () => ledger.ping()));
    expect(await ledger.ping()).to.deep.equal(ok(undefined));
  });

  describe('that is slow', () => {
    let other: Client;

    beforeEach(async () => {
      other = new Client(url);
      await other.connect();
    });
    afterEach(() => other.end());

    it('is unavailable, and goes on when it is not', async () => {
      await other.query('begin; lock table decision');
      expect(await ledger.decisions.record(allowed(1))).to.deep.equal(err('unavailable'));
      expect(faults).to.deep.equal(['canceling statement due to statement timeout']);
      expect(await ledger.ping()).to.deep.equal(ok(undefined));
      await other.query('commit');
      expect(await ledger.decisions.record(allowed(1))).to.deep.equal(ok(undefined));
    });

    it('sends away at once whom it has no room for', async () => {
      await other.query('begin; lock table trust_revision');
      let refused = 0;
      const asked = Array.from({ length: 600 }, async () => {
        if (!(await ledger.trust.latest()).ok) refused += 1;
      });
      for (let turns = 0; turns < 10; turns += 1) await turn();
      expect(refused).to.equal(90);
      await other.query('commit');
      await Promise.all(asked);
      expect(refused).to.equal(90);
    });
  });

  it('writes a decision with its token or not at all, and says why, when the disk is full', async () => {
    await query(`create function no_room() returns trigger language plpgsql as
      $$ begin raise exception 'no space left on device' using errcode = 'disk_full'; end $$`);
    await query(
      'create trigger fill before insert on decision for each row when (new.token is not null) execute function no_room()',
    );
    expect(await ledger.decisions.record(allowed(1), issuedToken(1))).to.deep.equal(err('unavailable'));
    expect(faults).to.deep.equal(['no space left on device']);
    expect(await ledger.decisions.get(decisionId(1))).to.deep.equal(ok(undefined));
    await query('drop trigger fill on decision');
    expect(await ledger.decisions.record(allowed(1), issuedToken(1))).to.deep.equal(ok(undefined));
  });

  it('leaves a server that takes no more writes, as the old one does after a fail-over', async () => {
    await ledger.decisions.record(allowed(1));
    await settle('default_transaction_read_only = on');
    await cut();
    expect(await untilOther(() => ledger.decisions.record(allowed(2)), 'terminating')).to.deep.equal(
      err('unavailable'),
    );
    expect(faults.at(-1)).to.contain('read-only transaction');
    await settle('default_transaction_read_only = off');
    expect(await ledger.decisions.record(allowed(3))).to.deep.equal(ok(undefined));
  });

  /** Again, as long as the newest fault speaks of something that is over. */
  async function untilOther<T>(work: () => Promise<T>, over: string): Promise<T> {
    for (;;) {
      const answer = await work();
      if (!faults.at(-1)?.includes(over)) return answer;
      faults.length = 0;
    }
  }

  it('prepares its statements anew when a newer version has changed the tables', async () => {
    await ledger.trust.append({ sources: [], author: 'a', reason: 'b', expected: undefined });
    await ledger.trust.latest();
    await query("alter table trust_revision add column later text not null default ''");
    expect(await ledger.trust.latest()).to.have.nested.property('value.revision', 'r1');
    expect(faults).to.deep.equal([]);
  });

  it('takes any text, as far as PostgreSQL has it', async () => {
    const odd = 'a\u0000b\ud800c';
    const made = { ...revocation({ by: 'workload', value: odd }), id: 'rev_1', reason: odd };
    expect(await ledger.revocations.add(made)).to.deep.equal(ok(undefined));
    const record = allowed(1, { subject: { ...allowed(1).subject, workload: odd, name: odd } });
    expect(await ledger.decisions.record(record)).to.deep.equal(ok(undefined));
    expect(await ledger.decisions.get(decisionId(1))).to.deep.equal(ok(record));
    expect(await ledger.decisions.list({ limit: 1, workload: odd })).to.deep.equal(ok([record]));
  });

  it('does not hand out a decision that was tampered with into something else', async () => {
    await ledger.decisions.record(allowed(1));
    await query("update decision set body = '{}'");
    expect(await ledger.decisions.get(decisionId(1))).to.deep.equal(err('unavailable'));
    expect(faults[0]).to.contain('a damaged decision is stored');
  });
});
