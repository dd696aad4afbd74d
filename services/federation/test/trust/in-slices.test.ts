import { expect } from 'chai';
import { inSlices } from '../../src/trust/in-slices.ts';

describe('work in slices', () => {
  it('gives what it comes to, and lets others have a turn every ten steps', async () => {
    let turns = 0;
    let working = true;
    const count = () => {
      turns++;
      if (working) setImmediate(count);
    };
    setImmediate(count);
    function* work(steps: number) {
      for (let step = 0; step < steps; step++) yield;
      return steps;
    }
    expect(await inSlices(work(95))).to.equal(95);
    working = false;
    expect(turns).to.be.within(9, 10);
    const before = turns;
    expect(await inSlices(work(9))).to.equal(9);
    expect(turns - before).to.equal(0);
  });
});
