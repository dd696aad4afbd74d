import { appendFile, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { type FileSinkOptions, fileSink } from '../../src/audit/file-sink.ts';
import { ISSUER, type LedgerUnderTest, ledgerUnderTest } from './ledger-with-decisions.ts';

describe('fileSink', () => {
  const { signal } = new AbortController();
  let store: LedgerUnderTest;
  let path: string;

  beforeEach(async () => {
    store = await ledgerUnderTest();
    path = join(store.folder, 'audit', 'decisions.jsonl');
    store.clock.time = Date.now();
  });
  afterEach(() => store.close());

  async function deliver(count: number, changes: Partial<FileSinkOptions> = {}): Promise<void> {
    await store.decide(count);
    const records = await store.pending('r');
    const sink = fileSink({
      id: 'archive',
      path,
      maxSize: 1_000_000,
      maxAge: 86_400,
      issuer: ISSUER,
      now: store.now,
      ...changes,
    });
    const delivered = await sink.deliver(records, signal);
    expect(delivered).to.deep.equal({ ok: true, value: undefined });
    await store.ledger.trail.advance('r', records);
  }

  async function numbersIn(name: string): Promise<readonly number[]> {
    const text = await readFile(join(store.folder, 'audit', name), 'utf8');
    expect(text.endsWith('\n')).to.equal(true);
    return text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).seq);
  }

  const files = async () => (await readdir(join(store.folder, 'audit'))).sort();

  it('adds a line for each decision, for its owner alone', async () => {
    await deliver(2);
    await deliver(1);
    expect(await numbersIn('decisions.jsonl')).to.deep.equal([1, 2, 3]);
    expect((await stat(path)).mode & 0o777).to.equal(0o600);
    expect((await stat(join(store.folder, 'audit'))).mode & 0o777).to.equal(0o700);
  });

  it('writes what an export has, so that hashes can be compared', async () => {
    await deliver(1);
    const [record] = await store.pending('another');
    const line = JSON.parse(await readFile(path, 'utf8'));
    expect(line).to.deep.equal({
      kind: 'decision',
      chain: record?.chain,
      seq: 1,
      hash: record?.hash,
      record: record?.record,
    });
  });

  it('begins a new file before one gets too large, and keeps the old', async () => {
    for (let i = 0; i < 3; i += 1) await deliver(1, { maxSize: 900 });
    const [current = '', ...older] = await files();
    expect(current).to.equal('decisions.jsonl');
    expect(older).to.have.length(2);
    expect(await numbersIn(current)).to.deep.equal([3]);
    expect((await Promise.all(older.map(numbersIn))).flat().sort()).to.deep.equal([1, 2]);
    expect(older.every((name) => /^decisions\.jsonl\.\d{8}T\d{6}\.\d{3}Z(-1)?$/.test(name))).to.equal(true);
  });

  it('begins a new file once one is too old', async () => {
    await deliver(1);
    await deliver(1);
    store.clock.time += 2 * 86_400_000;
    await deliver(1);
    expect(await numbersIn('decisions.jsonl')).to.deep.equal([3]);
    expect(await files()).to.have.length(2);
  });

  it('goes by how long it has written to one, where the file system does not say when it was made', async () => {
    const madeAt = async () => 0;
    const options = {
      id: 'archive',
      path,
      maxSize: 1_000_000,
      maxAge: 86_400,
      issuer: ISSUER,
      now: store.now,
    };
    const sink = fileSink({ ...options, madeAt });
    for (const hours of [0, 1, 24]) {
      store.clock.time += hours * 3_600_000;
      await store.decide(1);
      const records = await store.pending('r');
      expect(await sink.deliver(records, signal)).to.deep.equal({ ok: true, value: undefined });
      await store.ledger.trail.advance('r', records);
    }
    const [current = '', older = '', ...others] = await files();
    expect(others).to.deep.equal([]);
    expect([await numbersIn(older), await numbersIn(current)]).to.deep.equal([[1, 2], [3]]);
  });

  it('cuts off what a crash left half written', async () => {
    await deliver(1);
    await appendFile(path, '{"kind":"decision","cha');
    await deliver(1);
    expect(await numbersIn('decisions.jsonl')).to.deep.equal([1, 2]);
    await writeFile(path, '{"half');
    await deliver(1);
    expect(await numbersIn('decisions.jsonl')).to.deep.equal([3]);
  });

  it('says why where it cannot write', async () => {
    await store.decide(1);
    const options = { id: 'archive', maxSize: 1, maxAge: 1, issuer: ISSUER, now: store.now };
    const sink = fileSink({ ...options, path: store.folder });
    const delivered = await sink.deliver(await store.pending('r'), signal);
    expect(delivered).to.have.property('error').that.contains('EISDIR');
  });
});
