import { expect } from 'chai';
import fc from 'fast-check';
import { barsOf, byIssuer, byReason } from '../../src/pages/overview/figures.ts';
import { niceTop } from '../../src/pages/overview/scale.ts';

const allow = (at: number, count: number, issuer = 'github') => ({
  at,
  issuer,
  outcome: 'allow' as const,
  count,
});
const deny = (at: number, count: number, reason: string) => ({
  at,
  issuer: 'github',
  outcome: 'deny' as const,
  reason,
  count,
});

const COUNTS = [allow(100, 5), allow(100, 2, 'gitlab'), deny(100, 1, 'replayed'), deny(300, 4, 'no_mapping')];

describe('figures of the overview', () => {
  it('has a bar for each step, with or without decisions', () => {
    expect(barsOf(COUNTS, { from: 120, to: 320, step: 100 })).to.deep.equal([
      { at: 100, allowed: 7, denied: 1 },
      { at: 200, allowed: 0, denied: 0 },
      { at: 300, allowed: 0, denied: 4 },
    ]);
  });

  it('adds denials up by reason, and everything by issuer, the most first', () => {
    expect(byReason(COUNTS)).to.deep.equal([
      { name: 'no_mapping', count: 4, denied: 4 },
      { name: 'replayed', count: 1, denied: 1 },
    ]);
    expect(byIssuer(COUNTS)).to.deep.equal([
      { name: 'github', count: 10, denied: 5 },
      { name: 'gitlab', count: 2, denied: 0 },
    ]);
  });
});

describe('niceTop', () => {
  for (const [most, top] of [
    [0, 1],
    [1, 1],
    [3, 5],
    [10, 10],
    [11, 20],
    [99, 100],
    [250_000, 500_000],
  ] as const) {
    it(`ends a scale for ${most} at ${top}`, () => {
      expect(niceTop(most)).to.equal(top);
    });
  }

  it('is never too low, and never ten times too high', () => {
    fc.assert(
      fc.property(fc.nat(), (most) => {
        const top = niceTop(most);
        expect(top >= most && top <= Math.max(1, most) * 10).to.equal(true);
      }),
    );
  });
});
