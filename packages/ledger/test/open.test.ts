import { mkdirSync, mkdtempSync, openSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { err, ok } from '@cambio/oauth';
import { expect } from 'chai';
import { openLedger, sqlitePath } from '../src/index.ts';
import { allowed, NOW } from './decisions.ts';

describe('openLedger', () => {
  let directory: string;
  let path: string;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'cambio-ledger-'));
    path = join(directory, 'data', 'cambio.db');
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  const open = (file = path) => openLedger({ url: `sqlite:${file}`, now: () => NOW });

  async function opened() {
    const ledger = await open();
    if (!ledger.ok) throw new Error(JSON.stringify(ledger.error));
    return ledger.value;
  }

  /** What the operator's own hand, or another program, does to the file. */
  function meddle<T>(work: (database: DatabaseSync) => T): T {
    const database = new DatabaseSync(path);
    try {
      return work(database);
    } finally {
      database.close();
    }
  }

  it('makes a file and a directory for its owner alone', async () => {
    const ledger = await opened();
    await ledger.decisions.record(allowed(1));
    expect(statSync(join(directory, 'data')).mode & 0o777).to.equal(0o700);
    for (const suffix of ['', '-wal', '-shm']) expect(statSync(path + suffix).mode & 0o777).to.equal(0o600);
    await ledger.close();
  });

  it('keeps everything over a restart, and its schema as it is', async () => {
    const ledger = await opened();
    await ledger.trust.append({ sources: [], author: 'a', reason: 'b', expected: undefined });
    await ledger.decisions.record(allowed(1));
    await ledger.close();
    const again = await opened();
    const latest = await again.trust.latest();
    expect(latest.ok && latest.value?.revision).to.equal('r1');
    expect(await again.decisions.get(allowed(1).id)).to.deep.equal(ok(allowed(1)));
    await again.close();
    const migrations = meddle((database) => database.prepare('SELECT * FROM migration').all());
    expect(migrations.map((row) => ({ ...row }))).to.deep.equal([{ name: '0001-first', applied_at: NOW }]);
  });

  it('refuses a file that a newer version wrote, and changes nothing in it', async () => {
    await (await opened()).close();
    meddle((database) => database.exec("INSERT INTO migration VALUES ('9998-later', 1), ('9999-last', 1)"));
    expect(await open()).to.deep.equal(err({ reason: 'schema_newer', unknown: ['9998-later', '9999-last'] }));
    expect(meddle((database) => database.prepare('SELECT * FROM migration').all())).to.have.length(3);
  });

  it('leaves a store of another version as it is, where it may not change it', async () => {
    const asItIs = () => openLedger({ url: `sqlite:${path}`, now: () => NOW, mayUpgrade: false });
    expect(await asItIs()).to.deep.equal(err({ reason: 'schema_older' }));
    expect(meddle((database) => database.prepare('SELECT * FROM sqlite_schema').all())).to.deep.equal([]);
    await (await opened()).close();
    const ledger = await asItIs();
    expect(ledger.ok).to.equal(true);
    if (ledger.ok) await ledger.value.close();
    meddle((database) => database.exec("INSERT INTO migration VALUES ('9999-later', 1)"));
    expect(await asItIs()).to.deep.equal(err({ reason: 'schema_newer', unknown: ['9999-later'] }));
  });

  it('refuses a file that is no database', async () => {
    mkdirSync(join(directory, 'data'));
    writeFileSync(path, 'certainly not a database'.repeat(100));
    expect(await open()).to.deep.equal(err({ reason: 'ledger_corrupt', detail: 'file is not a database' }));
  });

  it('refuses a damaged file', async () => {
    const ledger = await opened();
    await Promise.all(Array.from({ length: 200 }, (_, i) => ledger.decisions.record(allowed(i))));
    await ledger.close();
    const pages = statSync(path).size / 4096;
    const file = openSync(path, 'r+');
    for (let page = 3; page < pages; page += 1)
      writeSync(file, Buffer.alloc(2048, 0x55), 0, 2048, page * 4096);
    const again = await open();
    expect(again.ok ? '' : again.error.reason).to.equal('ledger_corrupt');
  });

  it('does not look for damage where somebody else just has', async () => {
    const ledger = await opened();
    await Promise.all(Array.from({ length: 200 }, (_, i) => ledger.decisions.record(allowed(i))));
    await ledger.close();
    const file = openSync(path, 'r+');
    writeSync(file, Buffer.alloc(2048, 0x55), 0, 2048, statSync(path).size - 4096);
    expect(await open()).to.have.nested.property('error.reason', 'ledger_corrupt');
    const again = await openLedger({ url: `sqlite:${path}`, now: () => NOW, isSound: true });
    expect(again.ok).to.equal(true);
    if (again.ok) await again.value.close();
  });

  it('says when the file cannot be made', async () => {
    writeFileSync(join(directory, 'data'), '');
    const ledger = await open();
    expect(ledger.ok ? '' : ledger.error.reason).to.equal('ledger_unreachable');
    const below = await open(directory);
    expect(below.ok ? '' : below.error.reason).to.equal('ledger_unreachable');
  });

  for (const url of [
    '',
    'sqlite:',
    'SQLITE:x.db',
    './x.db',
    'mysql://ann:secret@db/cambio',
    'postgres:ann:secret@db',
  ]) {
    it(`knows no store at ${JSON.stringify(url)}, and doesn't repeat it`, async () => {
      expect(await openLedger({ url, now: () => NOW })).to.deep.equal(
        err({ reason: 'ledger_url_unsupported' }),
      );
      expect(sqlitePath(url)).to.equal(undefined);
    });
  }

  for (const [url, file] of [
    ['sqlite:./data/cambio.db', './data/cambio.db'],
    ['sqlite:/var/lib/cambio.db', '/var/lib/cambio.db'],
  ] as const) {
    it(`finds ${file} in ${url}`, () => {
      expect(sqlitePath(url)).to.equal(file);
    });
  }

  it('writes what was handed in before it was closed, and answers nothing after', async () => {
    const ledger = await opened();
    const records = Array.from({ length: 600 }, (_, i) => ledger.decisions.record(allowed(i)));
    const closing = [ledger.close(), ledger.close()];
    expect(await ledger.decisions.record(allowed(1000))).to.deep.equal(err('unavailable'));
    expect(await ledger.ping()).to.deep.equal(err('unavailable'));
    expect(await ledger.trust.latest()).to.deep.equal(err('unavailable'));
    expect(await ledger.keys.list()).to.deep.equal(err('unavailable'));
    expect((await Promise.all(records)).every((answer) => answer.ok)).to.equal(true);
    await Promise.all(closing);
    const count = meddle((database) => database.prepare('SELECT count(*) AS n FROM decision').get());
    expect(count?.n).to.equal(600);
  });
});
