import { expect } from 'chai';
import { fixedClock, SAMPLE_TIME } from '../src/clock.ts';

describe('fixedClock', () => {
  it('stands still until it is told to move, by seconds', () => {
    const { now, advance } = fixedClock();
    expect([now(), now()]).to.deep.equal([SAMPLE_TIME, SAMPLE_TIME]);
    advance(1.5);
    expect(now()).to.equal(SAMPLE_TIME + 1500);
  });
});
