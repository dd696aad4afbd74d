import { expect } from 'chai';
import { type CompiledTrust, type DecisionInput, diffTrust, type RecordedDecision } from '../../src/index.ts';
import { ask, job, mapping, NOW, SHOP, trust } from '../acme.ts';

const YEAR = 365 * 86_400;

function record(id: string, outcome: 'allow' | 'deny', input: Partial<DecisionInput> = {}): RecordedDecision {
  const { now, ...rest } = ask({}, input);
  return { id, at: now, input: rest, outcome };
}

function replayed(before: CompiledTrust, after: CompiledTrust, ...recorded: readonly RecordedDecision[]) {
  const { replay } = diffTrust(before, after, { recorded, now: NOW });
  if (replay === undefined) throw new Error('nothing was replayed');
  return replay;
}

const ON_STAGING = { subject: job({ environment: 'staging' }) };
const { match, grant } = SHOP;
const ANY_ENVIRONMENT = mapping({ match: { ...match, environment: ['production', 'staging'] } });

describe('diffTrust of recorded decisions', () => {
  it('says nothing of them where none are given', () => {
    expect(diffTrust(trust(SHOP), trust(SHOP), { now: NOW })).to.deep.equal({ documents: [] });
  });

  it('finds no change between equal documents', () => {
    const recorded = [record('a', 'allow'), record('b', 'deny', ON_STAGING)];
    expect(replayed(trust(SHOP), trust(SHOP), ...recorded)).to.deep.equal({
      changes: [],
      replayed: 2,
      unfaithful: 0,
    });
  });

  it('puts what is newly allowed first, then what is newly denied, each explained', () => {
    const moved = mapping({ match: { ...match, environment: 'staging' } });
    const { changes } = replayed(
      trust(SHOP),
      trust(moved),
      record('a', 'allow'),
      record('b', 'deny', ON_STAGING),
    );
    expect(changes.map(({ kind, decisions }) => [kind, decisions])).to.deep.equal([
      ['newly_allowed', ['b']],
      ['newly_denied', ['a']],
    ]);
    const [allowed, denied] = changes;
    expect(allowed?.before).to.include({ outcome: 'deny', reason: 'claim_mismatch' });
    expect(allowed?.after.decision).to.include({ outcome: 'allow', mapping: 'shop-deploy-prod' });
    expect(denied?.after.decision).to.include({ outcome: 'deny', reason: 'claim_mismatch' });
    const environment = denied?.after.candidates[0]?.conditions.find(({ what }) => what === 'environment');
    expect(environment).to.include({ expected: 'equals "staging"', found: 'production', held: false });
  });

  it('tells a grant that is another one, and a denial for another reason', () => {
    const shorter = mapping({ grant: { ...grant, lifetime: '5m' }, when: 'claims.run_attempt == "1"' });
    const again = record('b', 'allow', { subject: job({ run_attempt: '2' }) });
    const { changes } = replayed(trust(SHOP), trust(shorter), record('a', 'allow'), again);
    expect(changes.map(({ kind }) => kind)).to.deep.equal(['newly_denied', 'granted_otherwise']);
    const gone = replayed(trust(SHOP), trust(), record('c', 'deny', ON_STAGING));
    expect(gone.changes.map(({ kind }) => kind)).to.deep.equal(['denied_otherwise']);
  });

  it('says once what becomes of requests that are alike', () => {
    const recorded = ['a', 'b', 'c'].map((id) => record(id, 'deny', ON_STAGING));
    const { changes, replayed: count } = replayed(trust(SHOP), trust(ANY_ENVIRONMENT), ...recorded);
    expect(changes.map(({ decisions }) => decisions)).to.deep.equal([['a', 'b', 'c']]);
    expect(count).to.equal(3);
  });

  it('keeps apart requests of other workloads, and for other things', () => {
    const other = record('b', 'deny', {
      subject: job({ environment: 'staging', repository_id: '123456', run_id: '2' }),
    });
    const read = { ...record('c', 'deny', ON_STAGING) };
    const asked = {
      ...read,
      input: { ...read.input, request: { ...read.input.request, scopes: ['deploy:read'] } },
    };
    const { changes } = replayed(
      trust(SHOP),
      trust(ANY_ENVIRONMENT),
      record('a', 'deny', ON_STAGING),
      other,
      asked,
    );
    expect(changes.map(({ decisions }) => decisions)).to.deep.equal([['a', 'b'], ['c']]);
  });

  it('does not take the passing of time for a change', () => {
    const expiring = mapping({ expires: '2026-08-01' });
    const recorded = { ...record('a', 'allow'), at: NOW - YEAR };
    expect(replayed(trust(expiring), trust(expiring), recorded)).to.deep.equal({
      changes: [],
      replayed: 1,
      unfaithful: 0,
    });
  });

  it('says where the record does not come out as it was recorded', () => {
    const reduced = { subject: { ...job(), claims: { iss: 'https://token.actions.githubusercontent.com' } } };
    const { unfaithful, changes } = replayed(
      trust(SHOP),
      trust(),
      record('a', 'allow', reduced),
      record('b', 'allow'),
    );
    expect(unfaithful).to.equal(1);
    expect(changes.map(({ decisions, faithful }) => [decisions, faithful])).to.deep.equal([
      [['b'], true],
      [['a'], false],
    ]);
  });

  it('takes no notice of the order of scopes', () => {
    const turned = mapping({ grant: { ...grant, scopes: [...grant.scopes].reverse() } });
    expect(replayed(trust(SHOP), trust(turned), record('a', 'allow')).changes).to.deep.equal([]);
  });
});
