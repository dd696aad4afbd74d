import type { DatabaseSync } from 'node:sqlite';
import { setImmediate as turn } from 'node:timers/promises';
import { err, ok } from '@cambio/oauth';
import { expect } from 'chai';
import type { Ledger } from '../src/index.ts';
import { allowed, decisionId, jti, NOW } from './decisions.ts';
import { issuedToken, recordOf, revocation } from './issued-tokens.ts';
import { type LedgerFile, openLedgerFile } from './ledger-file.ts';

describe('a SQLite ledger in trouble', () => {
  let file: LedgerFile;
  let ledger: Ledger;
  let other: DatabaseSync;
  let faults: readonly string[];

  beforeEach(async () => {
    file = await openLedgerFile();
    ({ ledger, other, faults } = file);
  });
  afterEach(() => file.close());

  it('waits while another process writes, without holding up the event loop', async () => {
    other.exec('BEGIN IMMEDIATE');
    const recording = ledger.decisions.record(allowed(1));
    const appending = ledger.trust.append({ sources: [], author: 'a', reason: 'b', expected: undefined });
    for (let turns = 0; turns < 10; turns += 1) await turn();
    expect(await ledger.ping()).to.deep.equal(ok(undefined));
    other.exec('ROLLBACK');
    expect((await recording).ok).to.equal(true);
    expect((await appending).ok).to.equal(true);
    expect(faults).to.deep.equal([]);
  });

  it('gives up on a process that writes for some seconds, once per commit, and recovers', async () => {
    other.exec('BEGIN IMMEDIATE');
    const answers = await Promise.all([
      ledger.decisions.record(allowed(1)),
      ledger.decisions.record(allowed(2)),
    ]);
    expect(answers).to.deep.equal([err('unavailable'), err('unavailable')]);
    expect(faults).to.deep.equal(['database is locked']);
    other.exec('ROLLBACK');
    expect(await ledger.decisions.record(allowed(1))).to.deep.equal(ok(undefined));
  });

  it('holds no lock from one turn of the event loop to the next', async () => {
    const sources = Array.from({ length: 50 }, (_, i) => ({ path: `${i}.yaml`, text: `${i}` }));
    const appending = ledger.trust.append({ sources, author: 'a', reason: 'b', expected: undefined });
    await turn();
    other.exec('BEGIN IMMEDIATE; ROLLBACK');
    expect((await appending).ok).to.equal(true);
  });

  // After some failures SQLite leaves the transaction open (ABORT), after others it has ended it already (ROLLBACK).
  for (const failure of ['ABORT', 'ROLLBACK']) {
    it(`undoes all of a revision, and says why, when a part of it cannot be written (${failure})`, async () => {
      other.exec(`CREATE TRIGGER full BEFORE INSERT ON trust_document WHEN NEW.position = 1
      BEGIN SELECT RAISE(${failure}, 'no room'); END`);
      const sources = [
        { path: 'a', text: 'a' },
        { path: 'b', text: 'b' },
      ];
      const revision = { sources, author: 'a', reason: 'b', expected: undefined };
      expect(await ledger.trust.append(revision)).to.deep.equal(err('unavailable'));
      expect(faults).to.deep.equal(['no room']);
      expect(await ledger.trust.latest()).to.deep.equal(ok(undefined));
      other.exec('DROP TRIGGER full');
      expect((await ledger.trust.append(revision)).ok).to.equal(true);
    });
  }

  it('writes a decision with its token or not at all', async () => {
    other.exec(`CREATE TRIGGER full BEFORE INSERT ON decision WHEN NEW.token IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'no room'); END`);
    expect(await ledger.decisions.record(allowed(1), issuedToken(1))).to.deep.equal(err('unavailable'));
    expect(faults).to.deep.equal(['no room']);
    expect(await ledger.decisions.get(decisionId(1))).to.deep.equal(ok(undefined));
    other.exec('DROP TRIGGER full');
    expect(await ledger.decisions.record(allowed(1), issuedToken(1))).to.deep.equal(ok(undefined));
  });

  it('does not call a revocation made that it could not write', async () => {
    other.exec(`CREATE TRIGGER full BEFORE INSERT ON revocation BEGIN SELECT RAISE(ABORT, 'no room'); END`);
    const added = await ledger.revocations.add(revocation({ by: 'token', value: jti(1) }));
    expect(added).to.deep.equal(err('unavailable'));
    expect(faults).to.deep.equal(['no room']);
  });

  it('does not hand out a token that was tampered with into something else', async () => {
    await ledger.decisions.record(allowed(1), issuedToken(1));
    const kept = other.prepare('SELECT token, body FROM decision').get();
    for (const column of ['token', 'body'] as const) {
      for (const text of ['', '{', '{}', '{"subject":{"claims":7}}']) {
        other.prepare(`UPDATE decision SET ${column} = ?`).run(text);
        expect(await ledger.issued.lineage(jti(1))).to.deep.equal(err('unavailable'));
      }
      other.prepare(`UPDATE decision SET ${column} = ?`).run(kept?.[column] ?? null);
    }
    expect(faults).to.have.length(8);
    expect(faults.every((fault) => fault.startsWith('a damaged issued token is stored'))).to.equal(true);
    expect((await ledger.issued.lineage(jti(1))).ok).to.equal(true);
  });

  it('writes claims once, and those that the record may not keep beside it, until they are erased', async () => {
    const written = () => other.prepare('SELECT token, body FROM decision').get() ?? {};
    const token = issuedToken(1);
    await ledger.decisions.record(recordOf(token), token);
    expect(written().token).not.to.contain('repository_id":');
    expect(written().body).to.contain('repository_id":');
    other.exec('DELETE FROM decision');
    await ledger.decisions.record(recordOf(token, 'none'), token);
    expect(written().token).to.contain('repository_id":');
    expect(written().body).not.to.contain('repository_id":');
    expect(await ledger.issued.erase(NOW - token.expiresAt * 1000 - 1)).to.deep.equal(ok(1));
    expect(written().token).to.equal(null);
  });

  it('does not hand out a decision that was tampered with into something else', async () => {
    await ledger.decisions.record(allowed(1));
    await ledger.decisions.record(allowed(2));
    for (const body of ['', '{', '{}', '[]', '{"id":"dec_000000000001"}']) {
      other.prepare('UPDATE decision SET body = ? WHERE id = ?').run(body, decisionId(1));
      expect(await ledger.decisions.get(decisionId(1))).to.deep.equal(err('unavailable'));
      expect(await ledger.decisions.list({ limit: 10 })).to.deep.equal(err('unavailable'));
    }
    expect(faults).to.have.length(10);
    expect(faults.every((fault) => fault.startsWith('a damaged decision is stored'))).to.equal(true);
    expect((await ledger.decisions.get(decisionId(2))).ok).to.equal(true);
  });

  it('leaves a chain whose end somebody moved, says so, and goes on with another', async () => {
    await ledger.decisions.record(allowed(1));
    await ledger.decisions.record(allowed(2));
    other.exec('UPDATE audit_chain SET head_seq = 1');
    expect(await ledger.decisions.record(allowed(3))).to.deep.equal(err('unavailable'));
    expect(faults).to.deep.equal(['a damaged chain is stored: its end is not where this process left it']);
    expect(await ledger.decisions.record(allowed(4))).to.deep.equal(ok(undefined));
    expect(other.prepare('SELECT count(*) AS chains FROM audit_chain').get()).to.include({ chains: 2 });
  });

  it('does not hand out a key in a state nobody knows', async () => {
    const key = { kid: 'k', algorithm: 'ES256', state: 'active', sealed: 's', createdAt: NOW } as const;
    await ledger.keys.insertIfAbsent(key);
    other.exec("UPDATE signing_key SET state = 'lost'");
    expect(await ledger.keys.list()).to.deep.equal(err('unavailable'));
    expect(faults).to.have.length(1);
  });

  it('sheds records beyond its queue and writes the others', async () => {
    const answers = await Promise.all(
      Array.from({ length: 8200 }, (_, i) => ledger.decisions.record(allowed(i))),
    );
    expect(answers.slice(0, 8192).every((answer) => answer.ok)).to.equal(true);
    expect(answers.slice(8192)).to.deep.equal(Array.from({ length: 8 }, () => err('unavailable')));
  });
});
