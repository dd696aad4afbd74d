import { expect } from 'chai';
import { DEFAULT_TIMING, freshFor, retryAfter } from '../../src/keys/timing.ts';

describe('freshFor', () => {
  for (const [said, expected] of [
    [undefined, 600],
    [0, 60],
    [1, 60],
    [300, 300],
    [1e9, 3600],
  ] as const) {
    it(`takes ${said} for ${expected} s`, () => expect(freshFor(said, DEFAULT_TIMING)).to.equal(expected));
  }
});

describe('retryAfter', () => {
  it('doubles from 5 s to 5 minutes', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 8, 5000].map(retryAfter)).to.deep.equal([
      5, 10, 20, 40, 80, 160, 300, 300, 300,
    ]);
  });
});
