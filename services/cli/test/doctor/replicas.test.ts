import { expect } from 'chai';
import { checkReplicas } from '../../src/doctor/checks/replicas.ts';

const EMPTY = { sources: [], keys: [], stored: [], behindSince: new Map(), clocks: [] };

const replica = (id: string, revision = 'r12', version = '0.1.0') => ({
  id,
  version,
  revision,
  startedAt: 1,
  seenAt: 2,
});

function found(...replicas: readonly ReturnType<typeof replica>[]) {
  const check = { found: [], isThere: true, contents: { ...EMPTY, replicas } };
  return checkReplicas(check).map(({ state, found }) => `${state} ${found}`);
}

describe('the doctor on replicas', () => {
  it('names those that work on the ledger', () => {
    expect(found()).to.deep.equal(['ok no gateway works on this ledger right now']);
    expect(found(replica('a'))).to.deep.equal(['ok 1 works on this ledger: a (0.1.0, r12)']);
    expect(found(replica('a'), replica('b'))).to.deep.equal([
      'ok 2 work on this ledger: a (0.1.0, r12), b (0.1.0, r12)',
    ]);
  });

  it('warns of those that have other documents in force, or are of another version', () => {
    expect(found(replica('a'), replica('b', 'r11'), replica('c', 'r12', '0.2.0')).slice(1)).to.deep.equal([
      'warning they have different revisions of the trust: r11, r12',
      'warning they have different versions: 0.1.0, 0.2.0',
    ]);
  });

  it('says nothing of a ledger that is not there yet', () => {
    const contents = { ...EMPTY, replicas: [] };
    expect(checkReplicas({ found: [], isThere: false, contents })).to.deep.equal([]);
  });
});
