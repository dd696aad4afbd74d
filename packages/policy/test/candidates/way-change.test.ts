import { expect } from 'chai';
import { changedWays } from '../../src/candidates/way-change.ts';
import { leadFrom, Ways } from '../../src/candidates/ways.ts';

describe('changedWays', () => {
  it('leaves no way from a place to workloads whom no mapping is about any more', () => {
    const place = { issuer: 'github', target: 'deployer' };
    const [kept, gone] = ['repository_id', 'sub'].map((id) => ({ id, paths: [] }));
    if (kept === undefined || gone === undefined) throw new Error('there are two');
    const both = changedWays(Ways.empty(), {
      places: [{ ...place, before: [], after: [kept, gone] }],
      workloads: [],
    });
    const one = changedWays(both, {
      places: [{ ...place, before: [kept, gone], after: [kept] }],
      workloads: [],
    });
    expect(one.of(leadFrom(place, kept))).to.equal(both.of(leadFrom(place, kept)));
    expect(() => one.of(leadFrom(place, gone))).to.throw('ways that are there');
  });
});
