import { expect } from 'chai';
import { distanceText, momentText } from '../../src/parts/time-text.ts';

const NOW = 1_800_000_000_000;

describe('distanceText', () => {
  for (const [seconds, expected] of [
    [0, 'just now'],
    [-4, 'just now'],
    [-5, '5 s ago'],
    [-59, '59 s ago'],
    [-60, '1 min ago'],
    [-3599, '59 min ago'],
    [-3600, '1 h ago'],
    [-86_400, '1 d ago'],
    [-40 * 86_400, '40 d ago'],
    [270, 'in 4 min'],
  ] as const) {
    it(`says “${expected}” of ${seconds} s`, () => {
      expect(distanceText(NOW + seconds * 1000, NOW)).to.equal(expected);
    });
  }
});

describe('momentText', () => {
  it('is the time where one is, to the second', () => {
    expect(momentText(new Date(2026, 0, 2, 3, 4, 5).getTime())).to.equal('2026-01-02 03:04:05');
  });
});
