import { expect } from 'chai';
import type { Drift } from '../src/drift.ts';
import { DriftFilter } from '../src/drift-filter.ts';

const UNKNOWN: Drift = { kind: 'unknown_claim', claim: 'tier', found: 'string' };
const MISSING: Drift = { kind: 'missing_claim', claim: 'tier' };

describe('DriftFilter', () => {
  it('lets a drift through once', () => {
    const filter = new DriftFilter();
    expect(filter.fresh('github', [UNKNOWN])).to.deep.equal([UNKNOWN]);
    expect(filter.fresh('github', [UNKNOWN])).to.deep.equal([]);
  });

  it('lets it through again for another issuer, and another kind for the same claim', () => {
    const filter = new DriftFilter();
    filter.fresh('github', [UNKNOWN]);
    expect(filter.fresh('ghes', [UNKNOWN])).to.deep.equal([UNKNOWN]);
    expect(filter.fresh('github', [UNKNOWN, MISSING])).to.deep.equal([MISSING]);
  });

  it('lets through what is new of one issuer when it is full for another', () => {
    const filter = new DriftFilter(1);
    filter.fresh('noisy', [UNKNOWN, MISSING]);
    expect(filter.fresh('github', [UNKNOWN, MISSING])).to.deep.equal([UNKNOWN]);
  });

  it('is not confused by names that run into each other', () => {
    const filter = new DriftFilter();
    filter.fresh('a', [{ ...MISSING, claim: 'b","c' }]);
    expect(filter.fresh('a","missing_claim","b', [{ ...MISSING, claim: 'c' }])).to.have.length(1);
  });

  it('remembers no more than its limit, and lets nothing new through when full', () => {
    const filter = new DriftFilter(1);
    expect(filter.fresh('github', [UNKNOWN, MISSING])).to.deep.equal([UNKNOWN]);
    expect(filter.fresh('github', [UNKNOWN, MISSING])).to.deep.equal([]);
  });
});
