import { mkdtempSync, openSync, readdirSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { err, ok } from '@cambio/oauth';
import type { DecisionRecord } from '@cambio/sts';
import { expect } from 'chai';
import { backUpLedger, type Ledger, openLedger, writeLine } from '../src/index.ts';
import { linesOf, spawnChild } from './child-processes.ts';
import { allowed, decisionId, NOW } from './decisions.ts';

describe('the backup of a SQLite ledger', () => {
  let directory: string;
  let path: string;
  let copy: string;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'cambio-backup-'));
    path = join(directory, 'cambio.db');
    copy = join(directory, 'copy.db');
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  async function open(file = path): Promise<Ledger> {
    const ledger = await openLedger({ url: `sqlite:${file}`, now: () => NOW });
    if (!ledger.ok) throw new Error(JSON.stringify(ledger.error));
    return ledger.value;
  }
  const backUp = () => backUpLedger(`sqlite:${path}`, copy);

  it('has everything that was acknowledged before it, and is a ledger of its own', async () => {
    const ledger = await open();
    await ledger.decisions.record(allowed(1));
    expect(backUp()).to.deep.equal(ok(statSync(copy).size));
    await ledger.decisions.record(allowed(2));
    await ledger.close();
    expect(statSync(copy).mode & 0o777).to.equal(0o600);
    const restored = await open(copy);
    expect(await restored.decisions.get(decisionId(1))).to.deep.equal(ok(allowed(1)));
    expect(await restored.decisions.get(decisionId(2))).to.deep.equal(ok(undefined));
    expect(await restored.decisions.record(allowed(3))).to.deep.equal(ok(undefined));
    await restored.close();
  });

  it('goes on with the same chain where it was made, by records whose events have ids of their own', async () => {
    const ledger = await open();
    await ledger.decisions.record(allowed(1));
    await ledger.close();
    expect(backUp()).to.have.property('ok', true);
    const [before, lost] = await eventsAfter(path, allowed(2));
    const [again, instead] = await eventsAfter(copy, allowed(3));
    expect(again?.id).to.equal(before?.id);
    expect(instead?.place).to.equal(lost?.place).and.match(/\/2$/);
    expect(instead?.id).to.not.equal(lost?.id);
  });

  /** What a sink gets once one more decision was recorded in a ledger. */
  async function eventsAfter(file: string, decision: DecisionRecord) {
    const ledger = await open(file);
    await ledger.decisions.record(decision);
    const pending = await ledger.trail.pending('sink', 10);
    await ledger.close();
    if (!pending.ok) throw new Error(pending.error);
    return pending.value.map(({ chain, seq, hash, record }) => {
      const { id } = JSON.parse(
        writeLine({ kind: 'decision', chain, seq, hash, record }, 'cloudevents', 'https://sts.example'),
      );
      return { place: `${chain}/${seq}`, id };
    });
  }

  it('is whole while another process records without a pause', async () => {
    await (await open()).close();
    const child = spawnChild(`sqlite:${path}`, 'record');
    const said = linesOf(child);
    const looking = await open();
    while (!isThere(await looking.decisions.get(decisionId(100)))) await looking.ping();
    expect(backUp().ok).to.equal(true);
    child.kill('SIGKILL');
    await said;
    await looking.close();
    const restored = await open(copy);
    const chains = await restored.trail.chains();
    const [chain] = chains.ok ? chains.value : [];
    expect(chain?.head.seq).to.be.at.least(100);
    expect(await restored.decisions.get(decisionId((chain?.head.seq ?? 0) - 1))).to.satisfy(isThere);
    await restored.close();
  });

  function isThere(found: Awaited<ReturnType<Ledger['decisions']['get']>>): boolean {
    return found.ok && found.value !== undefined;
  }

  it('is not written over anything', async () => {
    await (await open()).close();
    writeFileSync(copy, 'mine');
    expect(backUp()).to.deep.equal(err({ reason: 'backup_exists' }));
    expect(statSync(copy).size).to.equal(4);
  });

  it('makes no store where there is none', () => {
    expect(backUp()).to.deep.equal(err({ reason: 'ledger_missing' }));
    expect(readdirSync(directory)).to.deep.equal([]);
  });

  it('is not made of a damaged store', async () => {
    const ledger = await open();
    await Promise.all(Array.from({ length: 200 }, (_, i) => ledger.decisions.record(allowed(i))));
    await ledger.close();
    const file = openSync(path, 'r+');
    for (let page = 3; page < statSync(path).size / 8192; page += 1) {
      writeSync(file, Buffer.alloc(2048, 0x55), 0, 2048, page * 8192);
    }
    const outcome = backUp();
    expect(outcome.ok ? '' : outcome.error.reason).to.equal('ledger_corrupt');
    expect(readdirSync(directory)).to.deep.equal(['cambio.db']);
  });

  it('says why it cannot be written, and leaves nothing behind', async () => {
    await (await open()).close();
    copy = join(directory, 'missing', 'copy.db');
    const outcome = backUp();
    expect(outcome.ok ? '' : outcome.error.reason).to.equal('backup_failed');
    expect(readdirSync(directory)).to.deep.equal(['cambio.db']);
  });

  it('is none of a database on a server', () => {
    expect(backUpLedger('postgres://ann:secret@db/cambio', copy)).to.deep.equal(
      err({ reason: 'ledger_not_a_file' }),
    );
  });
});
