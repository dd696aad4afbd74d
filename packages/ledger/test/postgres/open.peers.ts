import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { err, ok } from '@cambio/oauth';
import { createAuthority } from '@cambio/testkit/certificates';
import { type Postgres, startPostgres } from '@cambio/testkit/daemons';
import { expect } from 'chai';
import { openLedger } from '../../src/index.ts';
import { openConnections } from '../../src/postgres/connections.ts';
import { allowed, NOW } from '../decisions.ts';
import { opened } from '../process-conformance.ts';

describe('a PostgreSQL ledger, when it is opened', () => {
  let postgres: Postgres;
  let url: string;

  before(async () => {
    postgres = await startPostgres();
  });
  after(() => postgres.stop());
  beforeEach(async () => {
    url = await postgres.createDatabase();
  });

  const open = (at: string) => openLedger({ url: at, now: () => NOW });

  it('keeps everything over a restart of the gateway, and its schema as it is', async () => {
    const ledger = await opened(url);
    await ledger.decisions.record(allowed(1));
    await ledger.close();
    const again = await opened(url.replace('postgres:', 'postgresql:'));
    expect(await again.decisions.get(allowed(1).id)).to.deep.equal(ok(allowed(1)));
    await again.close();
    expect(await postgres.query(url, 'select name from migration')).to.equal('0001-first');
  });

  it('has a clock of its own', async () => {
    const ledger = await opened(url);
    const before = Date.now();
    const time = await ledger.time();
    expect(time.ok ? time.value : 0).to.be.within(before - 1, Date.now());
    await ledger.close();
  });

  it('refuses a database that a newer version wrote, and changes nothing in it', async () => {
    await (await opened(url)).close();
    await postgres.query(url, "insert into migration values ('9999-later', 1)");
    expect(await open(url)).to.deep.equal(err({ reason: 'schema_newer', unknown: ['9999-later'] }));
    expect(await postgres.query(url, 'select count(*) from migration')).to.equal('2');
  });

  it('leaves an empty database as it is, where it may not change it', async () => {
    const asItIs = () => openLedger({ url, now: () => NOW, mayUpgrade: false });
    expect(await asItIs()).to.deep.equal(err({ reason: 'schema_older' }));
    expect(await postgres.query(url, "select count(*) from pg_tables where schemaname = 'public'")).to.equal(
      '0',
    );
    await (await opened(url)).close();
    const ledger = await asItIs();
    expect(ledger.ok).to.equal(true);
    if (ledger.ok) await ledger.value.close();
  });

  it('lets the others wait while one brings the schema up to date', async () => {
    const ledgers = await Promise.all(Array.from({ length: 8 }, () => opened(url)));
    expect(await postgres.query(url, 'select count(*) from migration')).to.equal('1');
    for (const ledger of ledgers) await ledger.close();
  });

  it('says why a database cannot be opened, and not its password', async () => {
    const missing = url.replace('postgres@', 'postgres:geheim@').replace(/[^/]+$/, 'nowhere');
    expect(await open(missing)).to.deep.equal(
      err({ reason: 'ledger_unreachable', detail: 'database "nowhere" does not exist' }),
    );
    const closed = await open('postgres://ann:geheim@127.0.0.1:1/x');
    expect(JSON.stringify(closed)).to.contain('ECONNREFUSED').and.not.contain('geheim');
  });

  it('commits durably whatever the database does by default', async () => {
    const name = new URL(url).pathname.slice(1);
    await postgres.query(url, `alter database "${name}" set synchronous_commit = off`);
    const connections = openConnections(url);
    const connection = await connections.borrow();
    const { rows } = await connection.query('show synchronous_commit');
    expect(rows).to.deep.equal([{ synchronous_commit: 'on' }]);
    connection.giveBack();
    await connections.close();
  });
});

/** As an extended key usage (RFC 5280). */
const SERVER_AUTHENTICATION = '1.3.6.1.5.5.7.3.1';

describe('a PostgreSQL ledger over TLS', () => {
  let postgres: Postgres;
  let folder: string;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'cambio-postgres-tls-'));
    const [authority, other] = await Promise.all(
      ['Acme databases', 'Somebody else'].map((name) => createAuthority(name, Date.now)),
    );
    if (authority === undefined || other === undefined) throw new Error('no authority');
    writeFileSync(join(folder, 'ca.pem'), authority.ca);
    writeFileSync(join(folder, 'other.pem'), other.ca);
    const tls = await authority.issue({
      alternativeNames: [{ type: 'dns', value: 'localhost' }],
      usages: [SERVER_AUTHENTICATION],
    });
    postgres = await startPostgres({ tls });
  });
  after(async () => {
    await postgres.stop();
    rmSync(folder, { recursive: true });
  });

  const CASES = [
    ['localhost', 'sslmode=verify-full&sslrootcert=ca.pem', undefined],
    ['localhost', 'sslmode=require&sslrootcert=ca.pem', undefined],
    ['localhost', 'sslmode=verify-full&sslrootcert=other.pem', 'unable to verify'],
    ['127.0.0.1', 'sslmode=verify-full&sslrootcert=ca.pem', "IP: 127.0.0.1 is not in the cert's list"],
    ['127.0.0.1', 'sslmode=require&sslrootcert=ca.pem', "IP: 127.0.0.1 is not in the cert's list"],
    ['localhost', 'sslmode=verify-full&sslrootcert=missing.pem', 'no such file'],
  ] as const;
  for (const [host, parameters, complaint] of CASES) {
    it(`at ${host} with ${parameters}: ${complaint ?? 'is opened'}`, async () => {
      const url = new URL(await postgres.createDatabase());
      url.host = `${host}:${postgres.port}`;
      url.search = parameters.replace('sslrootcert=', `sslrootcert=${folder}/`);
      const ledger = await openLedger({ url: url.href, now: () => NOW });
      if (ledger.ok) await ledger.value.close();
      const said = ledger.ok ? 'opened' : JSON.stringify(ledger.error);
      expect(said, said).to.contain(complaint ?? 'opened');
    });
  }
});
