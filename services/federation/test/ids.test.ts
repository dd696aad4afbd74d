import { expect } from 'chai';
import { ids } from '../src/ids.ts';

const AT = Date.UTC(2026, 10, 22);

describe('the ids a gateway gives', () => {
  it('tell tokens of one decision apart by 80 random bits behind its id', () => {
    const decision = ids.decision(AT);
    const jtis = Array.from({ length: 1000 }, () => ids.jti(decision));
    expect(new Set(jtis).size).to.equal(1000);
    for (const jti of jtis) expect(jti).to.match(new RegExp(`^${decision}-[\\da-f]{20}$`));
    for (let digit = decision.length + 1; digit < (jtis[0]?.length ?? 0); digit += 1) {
      expect(new Set(jtis.map((jti) => jti[digit])), `digit ${digit}`).to.have.property('size', 16);
    }
  });

  it('have the time of a decision in its id, whatever the time is now', () => {
    for (const at of [1, AT, AT + 1, AT * 10]) {
      const id = ids.decision(at);
      expect(id).to.match(/^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
      expect(Number.parseInt(id.slice(0, 13).replace('-', ''), 16)).to.equal(at);
    }
  });

  it('tell decisions of one millisecond apart by 62 random bits', () => {
    const tails = Array.from({ length: 1000 }, () => ids.decision(AT).slice(20).replace('-', ''));
    for (let digit = 0; digit < 15; digit += 1) {
      expect(new Set(tails.map((tail) => tail[digit])), `digit ${digit}`).to.have.property('size', 16);
    }
    const variants = Array.from({ length: 1000 }, () => ids.decision(AT)[19]);
    expect(new Set(variants)).to.deep.equal(new Set(['8', '9', 'a', 'b']));
  });

  it('sort by the time they are of, and within a millisecond as they were made', () => {
    for (const make of [ids.decision, ids.revocation, ids.proposal, ids.replica]) {
      const made = [1, AT, AT + 1, AT * 10].flatMap((at) => Array.from({ length: 1000 }, () => make(at)));
      expect(made.toSorted()).to.deep.equal(made);
      expect(new Set(made).size).to.equal(4000);
    }
  });
});
