import { expect } from 'chai';
import fc from 'fast-check';
import { didYouMean, nearest } from '../src/nearest.ts';

describe('nearest', () => {
  const known = ['audience', 'audiences', 'algorithms', 'owner', 'repository_id', 'repository_owner_id'];

  for (const [written, meant] of [
    ['audiance', 'audience'],
    ['audinece', 'audience'],
    ['audiencees', 'audiences'],
    ['onwer', 'owner'],
    ['OWNER', 'owner'],
    ['repositry_id', 'repository_id'],
    ['repository_id', 'repository_id'],
    ['algorithm', 'algorithms'],
  ] as const) {
    it(`takes ${written} for ${meant}`, () => expect(nearest(written, known)).to.equal(meant));
  }

  for (const written of ['', 'x', 'something else', 'scopes']) {
    it(`takes ${JSON.stringify(written)} for none`, () =>
      expect(nearest(written, known)).to.equal(undefined));
  }

  it('finds a known name whatever single edit was made to it', () => {
    const edit = fc.tuple(fc.constantFrom(...known), fc.nat(), fc.constantFrom('drop', 'double', 'replace'));
    fc.assert(
      fc.property(edit, ([name, place, how]) => {
        const index = place % name.length;
        const middle = { drop: '', double: `${name[index]}${name[index]}`, replace: '#' }[how];
        const written = name.slice(0, index) + middle + name.slice(index + 1);
        expect(known).to.include(nearest(written, known));
      }),
    );
  });

  it('costs little for a name of any length', () => {
    expect(nearest('a'.repeat(1_000_000), ['b'.repeat(1_000_000)])).to.equal(undefined);
  });

  it('asks as a question', () => expect(didYouMean('onwer', known)).to.equal('did you mean "owner"?'));
});
