import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { openLedger } from '../src/index.ts';
import { decisionId, NOW } from './decisions.ts';

const CHILD = fileURLToPath(new URL('./child.ts', import.meta.url));

function spawnChild(url: string, role: 'start' | 'record'): ChildProcess {
  return spawn(process.execPath, [CHILD, url, role], { stdio: ['ignore', 'pipe', 'inherit'] });
}

/** A child that can write no file longer than `kibibytes`: to it the disk is full there. */
function spawnConfined(url: string, kibibytes: number): ChildProcess {
  const command = `ulimit -f ${kibibytes * 2}; exec "$@"`;
  const child = ['sh', process.execPath, CHILD, url, 'fill'];
  return spawn('/bin/sh', ['-c', command, ...child], { stdio: ['ignore', 'pipe', 'inherit'] });
}

/** The lines a child says; it is killed as soon as it has said `limit`. What it said until it was dead counts. */
async function linesOf(child: ChildProcess, limit = Number.POSITIVE_INFINITY): Promise<readonly unknown[]> {
  const { stdout } = child;
  if (stdout === null) throw new Error('the child has no output');
  const lines: string[] = [];
  const exit = once(child, 'exit');
  for await (const line of createInterface({ input: stdout })) {
    lines.push(line);
    if (lines.length === limit) child.kill('SIGKILL');
  }
  await exit;
  return lines.map((line) => JSON.parse(line));
}

describe('several processes on one SQLite ledger', () => {
  let directory: string;
  let url: string;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'cambio-ledger-'));
    url = `sqlite:${join(directory, 'data', 'cambio.db')}`;
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  async function open() {
    const ledger = await openLedger({ url, now: () => NOW });
    if (!ledger.ok) throw new Error(JSON.stringify(ledger.error));
    return ledger.value;
  }

  it('start together on a new store: one schema, one first key, one first revision', async () => {
    const said = await Promise.all(Array.from({ length: 5 }, () => linesOf(spawnChild(url, 'start'))));
    const outcomes = said.flat().map((line) => JSON.stringify(line));
    expect(outcomes.filter((outcome) => outcome.includes('"key":"inserted"'))).to.have.length(1);
    expect(outcomes.filter((outcome) => outcome.includes('"key":"exists"'))).to.have.length(4);
    expect(outcomes.filter((outcome) => outcome.includes('"appended":true'))).to.have.length(1);
    const ledger = await open();
    const [keys, revisions] = [await ledger.keys.list(), await ledger.trust.list({ limit: 10 })];
    expect(keys.ok && keys.value).to.have.length(1);
    expect(revisions.ok && revisions.value).to.have.length(1);
    await ledger.close();
  });

  it('are killed while they record: what was acknowledged is there, and acknowledged once', async () => {
    const acknowledged: string[] = [];
    for (const limit of [1, 40, 150, 333]) {
      const said = await Promise.all([
        linesOf(spawnChild(url, 'record'), limit),
        linesOf(spawnChild(url, 'record'), limit),
      ]);
      acknowledged.push(
        ...said
          .flat()
          .filter(isRecorded)
          .map(({ id }) => id),
      );
    }
    expect(acknowledged.length).to.be.greaterThan(100);
    expect(new Set(acknowledged).size).to.equal(acknowledged.length);

    const ledger = await open();
    for (const id of acknowledged) {
      const record = await ledger.decisions.get(id);
      expect(record.ok && record.value?.id).to.equal(id);
    }
    await ledger.close();
  });

  it('say so when the disk is full, and lose nothing they acknowledged', async () => {
    const said = await linesOf(spawnConfined(url, 600));
    const acknowledged = said.filter(isRecorded).map(({ id }) => id);
    expect(acknowledged.length).to.be.greaterThan(10);
    expect(said.slice(-2)).to.deep.equal([
      { id: decisionId(acknowledged.length), recorded: false },
      { fault: 'disk I/O error', ping: true },
    ]);

    const ledger = await open();
    const list = await ledger.decisions.list({ limit: 10_000 });
    expect(list.ok && list.value.map(({ id }) => id).reverse()).to.deep.equal(acknowledged);
    await ledger.close();
  });
});

function isRecorded(line: unknown): line is { readonly id: string } {
  return typeof line === 'object' && line !== null && 'recorded' in line && line.recorded === true;
}
