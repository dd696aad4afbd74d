import { err, ok } from '@cambio/oauth';
import { expect } from 'chai';
import { observeClocks } from '../../src/metrics/observe-clocks.ts';
import { measured } from './measured-page.ts';

const NOW = 1_800_000_000_000;

describe('observeClocks', () => {
  it('shows how far this clock is ahead, half the way there and back allowed for', async () => {
    const { meter, series, close } = await measured();
    let time = NOW;
    const ledger = {
      time: async () => {
        time += 400;
        return ok(NOW - 9_800);
      },
    };
    const marks = { time: async () => ok(time + 2_000) };
    await observeClocks({ ledger, marks }, { meter, now: () => time }).look();
    expect(await series('cambio_clock_offset')).to.deep.equal([
      'cambio_clock_offset{store="ledger"} 10',
      'cambio_clock_offset{store="marks"} -2',
    ]);
    await close();
  });

  it('shows nothing of a store that has not answered', async () => {
    const { meter, series, close } = await measured();
    const ledger = { time: async () => err('unavailable' as const) };
    const marks = { time: async () => ok(NOW) };
    await observeClocks({ ledger, marks }, { meter, now: () => NOW }).look();
    expect(await series('cambio_clock_offset')).to.deep.equal(['cambio_clock_offset{store="marks"} 0']);
    await close();
  });
});
