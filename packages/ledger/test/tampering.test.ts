import type { DatabaseSync } from 'node:sqlite';
import { err, ok } from '@cambio/oauth';
import { expect } from 'chai';
import { checkpointHash, readStatement, type Statement } from '../src/chain/statement.ts';
import { exportTrail, type Ledger, verifyTrail, writeLine } from '../src/index.ts';
import { allowed, NOW } from './decisions.ts';
import { type LedgerFile, openLedgerFile } from './ledger-file.ts';
import { ISSUER, judgeBy, seal, signaturesBy } from './verify/growing-trail.ts';

/** What somebody who can write to the store does between two checkpoints, and what the gateway makes of it. */
describe('a SQLite ledger that somebody meddles with', () => {
  let file: LedgerFile;
  let ledger: Ledger;
  let other: DatabaseSync;
  let faults: readonly string[];

  beforeEach(async () => {
    file = await openLedgerFile();
    ({ ledger, other, faults } = file);
    for (const number of [1, 2, 3, 4]) await ledger.decisions.record(allowed(number));
    await ledger.workloads.takeInventory(10);
    await sealAndPrune();
  });
  afterEach(() => file.close());

  /** Removes what was made before a time: by default nothing is so old. */
  async function sealAndPrune(before = NOW): Promise<unknown> {
    const sealed = await sealNext(before);
    expect(sealed.ok).to.equal(true);
    return ledger.trail.prune();
  }

  function sealNext(before = NOW) {
    return ledger.trail.seal({
      issuer: ISSUER,
      now: NOW,
      sign: async (statement) => ok(seal(statement, 'current')),
      judge: judgeBy('current'),
      anyway: true,
      removable: { before, consumers: [] },
    });
  }

  async function verified() {
    const verification = verifyTrail({ checkSignature: signaturesBy('current') });
    await exportTrail(ledger.trail, (entry) => verification.take(writeLine(entry, 'jsonl', ISSUER)));
    const { ok: isWhole, ...found } = verification.finish();
    return isWhole ? 'whole' : 'error' in found && found.error.reason;
  }

  it('says at which record retention stops, since it is not what was written', async () => {
    other.exec(`update decision set body = json_set(body, '$.at', 0) where seq = 2`);
    expect(await sealAndPrune(NOW + 100)).to.deep.equal(ok(1));
    expect(faults.map(withoutName)).to.deep.equal([
      'a damaged decision is stored: CHAIN/2 is not what was written; retention leaves it',
    ]);
  });

  const GAPS = [
    ['the first', 1],
    ['one between', 2],
    ['the last', 4],
  ] as const;
  for (const [which, seq] of GAPS) {
    it(`gives its readers what is before a record that is not there, and says that it is not: ${which}`, async () => {
      other.exec(`delete from decision where seq = ${seq}; delete from trail_cursor`);
      const { trail, workloads } = ledger;
      if (seq > 1) {
        const pending = await trail.pending('sink', 10);
        if (!pending.ok) throw new Error(pending.error);
        expect(pending.value).to.have.length(seq - 1);
        expect(await trail.advance('sink', pending.value)).to.deep.equal(ok('advanced'));
        expect(await workloads.takeInventory(10)).to.deep.equal(ok(seq - 1));
      }
      expect(await trail.pending('sink', 10)).to.deep.equal(err('unavailable'));
      expect(await workloads.takeInventory(10)).to.deep.equal(err('unavailable'));
      const fault = `a damaged chain is stored: CHAIN/${seq} is not there`;
      expect(faults.map(withoutName)).to.deep.equal([fault, fault]);
    });
  }

  const LAST = '(select max(number) from audit_checkpoint)';

  /** Puts something in the place of the last checkpoint. */
  function replace(change: (body: string) => string): string {
    const row = other.prepare(`select body from audit_checkpoint where number = ${LAST}`).get();
    const body = change(String(row?.body));
    other.prepare(`update audit_checkpoint set body = ? where number = ${LAST}`).run(body);
    return checkpointHash(body);
  }

  /** As if retention had removed all there is. */
  function withoutRecords(body: string): Statement {
    const said = readStatement(body);
    if (said === undefined) throw new Error('no statement');
    return { ...said, chains: said.chains.map(({ chain, head }) => ({ chain, base: head, head })) };
  }

  const first = () => String(other.prepare('select body from audit_checkpoint where number = 1').get()?.body);

  const FORGED = [
    ['by a key that nobody knows', (body) => seal(withoutRecords(body), 'mallory'), 'unknown_key'],
    [
      'under a signature of another',
      (body) => body.replace(/[.][^.]+/, seal(withoutRecords(body), 'mallory').match(/[.][^.]+/)?.[0] ?? ''),
      'invalid',
    ],
    ['by nothing that is one', () => 'mallory', 'malformed'],
    ['by an older one', first, 'malformed'],
  ] as const satisfies readonly (readonly [string, (body: string) => string, string])[];
  for (const [how, forge, why] of FORGED) {
    it(`builds on no checkpoint that somebody has replaced ${how}, and removes nothing by it`, async () => {
      await sealAndPrune();
      const hash = replace(forge);
      for (let round = 0; round < 2; round += 1) {
        const foreign = { reason: 'foreign_checkpoint', why, number: 2, hash };
        expect(await sealNext()).to.deep.equal(err(foreign));
      }
      expect(await ledger.trail.latestCheckpoint()).to.have.nested.property('value.number', 2);
    });
  }

  const OLD = { seq: 2, at: 0 };
  const REMOVED = `delete from decision where seq <= ${OLD.seq}`;
  const CASES = [
    ['nothing', 'select 1', 'whole'],
    [
      'when records were made, beside them',
      `update decision set at = ${OLD.at} where seq <= ${OLD.seq}`,
      'whole',
    ],
    [
      'when records were made',
      `update decision set at = 0, body = json_set(body, '$.at', ${OLD.at}) where seq <= ${OLD.seq}`,
      'record_altered',
    ],
    [
      'where a chain begins, and removes what is before',
      `update audit_chain set base_seq = ${OLD.seq},
        base_hash = (select hash from decision where seq = ${OLD.seq}); ${REMOVED}`,
      'record_missing',
    ],
    [
      'where a chain begins, and removes all of it',
      'update audit_chain set base_seq = head_seq, base_hash = head_hash; delete from decision',
      'record_missing',
    ],
  ] as const;
  for (const [what, how, found] of CASES) {
    it(`lets nothing go for whoever alters ${what}, and verifies as ${found}`, async () => {
      other.exec(how);
      for (let round = 0; round < 3; round += 1) expect(await sealAndPrune()).to.deep.equal(ok(0));
      expect(await verified()).to.equal(found);
    });
  }
});

/** Chains have names made by chance. */
function withoutName(fault: string): string {
  return fault.replace(/[\da-f-]{36}/, 'CHAIN');
}
