import { expect } from 'chai';
import { ids } from '../src/ids.ts';

const AT = Date.UTC(2026, 10, 22);

describe('the ids a gateway gives', () => {
  it('tell tokens of one moment apart by 122 random bits', () => {
    const jtis = Array.from({ length: 1000 }, () => ids.jti(AT));
    expect(new Set(jtis).size).to.equal(1000);
    for (const jti of jtis) {
      expect(jti).to.match(/^01a2008d7400-[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    }
  });

  it('sort tokens by when they were issued', () => {
    const jtis = [1, AT, AT + 1, AT + 1000, AT * 10].map((at) => ids.jti(at));
    expect(jtis.toSorted()).to.deep.equal(jtis);
  });

  it('sort decisions, revocations, proposals and replicas by when they were made', () => {
    for (const make of [ids.decision, ids.revocation, ids.proposal, ids.replica]) {
      const made = Array.from({ length: 1000 }, make);
      expect(made.toSorted()).to.deep.equal(made);
      expect(new Set(made).size).to.equal(1000);
    }
  });
});
