import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { err, ok } from '@cambio/oauth';
import { expect } from 'chai';
import { type EmbeddedMarksOptions, openEmbeddedMarks } from '../../src/embedded/embedded-marks.ts';
import type { MarksStore } from '../../src/index.ts';
import { marksConformance } from '../conformance.ts';

const NOW = 1_800_000_000;

async function open(options: EmbeddedMarksOptions): Promise<MarksStore> {
  const marks = await openEmbeddedMarks(options);
  if (!marks.ok) throw new Error(marks.error.reason);
  return marks.value;
}

/** As a ledger has one. */
function connectTo(path: string): DatabaseSync {
  const database = new DatabaseSync(path, { timeout: 0 });
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
  return database;
}

for (const inLedger of [false, true]) {
  marksConformance(inLedger ? "SQLite, on the ledger's connection" : 'SQLite', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'cambio-marks-'));
    const path = join(directory, 'cambio.db');
    let seconds = NOW;
    const opened: { close(): unknown }[] = [];
    const another = async () => {
      const ledger = inLedger ? connectTo(path) : undefined;
      const marks = await open({ path, ledger, now: () => seconds * 1000 });
      opened.push(marks, ...(ledger === undefined ? [] : [ledger]));
      return marks;
    };
    return {
      marks: await another(),
      another,
      setNow: (now) => {
        seconds = now;
      },
      close: async () => {
        for (const one of opened) await one.close();
        rmSync(directory, { recursive: true });
      },
    };
  });
}

describe('openEmbeddedMarks', () => {
  let directory: string;
  let path: string;
  let seconds: number;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'cambio-marks-'));
    path = join(directory, 'data', 'cambio.db');
    seconds = NOW;
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  const now = () => seconds * 1000;

  it('makes a file and a directory for its owner alone', async () => {
    const marks = await open({ path, now });
    await marks.reserve('a', NOW + 300);
    expect(statSync(join(directory, 'data')).mode & 0o777).to.equal(0o700);
    for (const suffix of ['', '-wal', '-shm']) expect(statSync(path + suffix).mode & 0o777).to.equal(0o600);
    await marks.close();
  });

  it('keeps no key, only its digest', async () => {
    const marks = await open({ path, now });
    await marks.reserve('https://issuer.example secret-jti', NOW + 300);
    await marks.close();
    const database = new DatabaseSync(path);
    const rows = database.prepare('SELECT * FROM mark').all();
    database.close();
    expect(rows).to.have.length(1);
    expect(rows[0]?.name).to.match(/^0{8}-[\w-]{43}$/);
    expect(JSON.stringify(rows)).not.to.contain('secret');
  });

  it('remembers over a restart', async () => {
    const marks = await open({ path, now });
    await marks.reserve('a', NOW + 300);
    await marks.close();
    const again = await open({ path, now });
    expect(await again.reserve('a', NOW + 300)).to.deep.equal(ok('exists'));
    await again.close();
  });

  it('sweeps, a slice at a time, what ended more than an hour ago', async () => {
    const marks = await open({ path, now });
    const keys = Array.from({ length: 2300 }, (_, i) => `old ${i}`);
    await Promise.all(keys.map((key) => marks.reserve(key, NOW + 300)));
    await marks.reserve('young', NOW + 301);
    seconds = NOW + 300 + 3600;
    expect(await marks.sweep()).to.deep.equal(ok(0));
    seconds += 1;
    expect(await marks.sweep()).to.deep.equal(ok(2300));
    seconds += 1;
    expect(await marks.sweep()).to.deep.equal(ok(1));
    await marks.close();
  });

  it('forgets nothing when the clock leaps an hour and is set back', async () => {
    const marks = await open({ path, now });
    await marks.reserve('a', NOW + 300);
    seconds = NOW + 3600;
    await marks.sweep();
    seconds = NOW + 1;
    expect(await marks.reserve('a', NOW + 300)).to.deep.equal(ok('exists'));
    await marks.close();
  });

  it('answers unavailable, and says why, while another writer holds the file; then recovers', async () => {
    const faults: string[] = [];
    const marks = await open({ path, now, onFault: (error) => faults.push(error.message) });
    const writer = new DatabaseSync(path);
    writer.exec('BEGIN IMMEDIATE');
    expect(await marks.reserve('a', NOW + 300)).to.deep.equal(err('unavailable'));
    expect(faults).to.deep.equal(['database is locked']);
    writer.exec('ROLLBACK');
    writer.close();
    expect(await marks.reserve('a', NOW + 300)).to.deep.equal(ok('reserved'));
    await marks.close();
  });

  it('waits for another writer without holding anything else up', async () => {
    const marks = await open({ path, now });
    using other = new DatabaseSync(path);
    other.exec('BEGIN IMMEDIATE');
    const asked = Promise.all([marks.reserve('a', NOW + 300), marks.reserve('a', NOW + 300)]);
    await nextTurn();
    const later = marks.reserve('b', NOW + 300);
    await nextTurn();
    other.exec('COMMIT');
    expect(await asked).to.deep.equal([ok('reserved'), ok('exists')]);
    expect(await later).to.deep.equal(ok('reserved'));
    await marks.close();
  });

  it('commits what waits for another writer before it is closed', async () => {
    const marks = await open({ path, now });
    using other = new DatabaseSync(path);
    other.exec('BEGIN IMMEDIATE');
    const asked = marks.reserve('a', NOW + 300);
    const closed = marks.close();
    await nextTurn();
    other.exec('COMMIT');
    expect(await asked).to.deep.equal(ok('reserved'));
    await closed;
  });

  it('sheds what is beyond its queue, and answers the rest', async () => {
    const marks = await open({ path, now });
    const answers = await Promise.all(
      Array.from({ length: 8200 }, (_, i) => marks.reserve(`${i}`, NOW + 300)),
    );
    expect(answers.slice(0, 8192).every((answer) => answer.ok)).to.equal(true);
    expect(answers.slice(8192)).to.deep.equal(Array.from({ length: 8 }, () => err('unavailable')));
    await marks.close();
  });

  it('commits what was asked before it was closed, and answers nothing after', async () => {
    const marks = await open({ path, now });
    const before = marks.reserve('a', NOW + 300);
    await marks.close();
    expect(await before).to.deep.equal(ok('reserved'));
    expect(await marks.reserve('b', NOW + 300)).to.deep.equal(err('unavailable'));
    expect(await marks.ping()).to.deep.equal(err('unavailable'));
    expect(await marks.sweep()).to.deep.equal(err('unavailable'));
  });

  it("leaves the ledger's connection as it was, and open", async () => {
    using ledger = connectTo(join(directory, 'ledger.db'));
    const marks = await open({ path, ledger, now });
    await marks.reserve('a', NOW + 300);
    await marks.close();
    expect(existsSync(path)).to.equal(false);
    expect(ledger.prepare('PRAGMA synchronous').get()).to.include({ synchronous: 2 });
    expect(ledger.prepare('SELECT count(*) AS marks FROM mark').get()).to.include({ marks: 1 });
  });

  it("gets into no transaction of the ledger's, and does not end it", async () => {
    using ledger = connectTo(join(directory, 'ledger.db'));
    const marks = await open({ path, ledger, now });
    ledger.exec('BEGIN IMMEDIATE; CREATE TABLE decision (id)');
    expect(await marks.reserve('a', NOW + 300)).to.deep.equal(err('unavailable'));
    ledger.exec('COMMIT');
    expect(ledger.prepare('SELECT * FROM decision').all()).to.deep.equal([]);
    expect(await marks.reserve('a', NOW + 300)).to.deep.equal(ok('reserved'));
    await marks.close();
  });

  it('fails to open what is not a database', async () => {
    const file = join(directory, 'text');
    writeFileSync(file, 'not a database, and long enough to be sure of it'.repeat(10));
    const marks = await openEmbeddedMarks({ path: file, now });
    expect(marks.ok ? '' : marks.error.reason).to.equal('marks_unreachable');
  });

  it('fails to open below something that is no directory', async () => {
    const file = join(directory, 'text');
    writeFileSync(file, '');
    const marks = await openEmbeddedMarks({ path: join(file, 'cambio.db'), now });
    expect(marks.ok ? '' : marks.error.reason).to.equal('marks_unreachable');
    expect(existsSync(path)).to.equal(false);
  });
});
