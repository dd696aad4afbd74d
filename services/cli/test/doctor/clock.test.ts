import { err, ok } from '@cambio/oauth';
import { expect } from 'chai';
import { checkClock } from '../../src/doctor/checks/clock.ts';
import { compareStore } from '../../src/doctor/clocks.ts';
import { defaultSettings } from '../../src/settings/read-settings.ts';
import { terminalUnderTest } from '../terminal-under-test.ts';

const look = async (...stores: Parameters<typeof checkClock>[2]) =>
  (await checkClock(defaultSettings(), new Map(), stores, terminalUnderTest())).map(
    ({ state, found }) => `${state}: ${found}`,
  );

describe('doctor, of the clock', () => {
  it('is not sure where nobody tells the time', async () => {
    expect(await look()).to.deep.equal(['warning: nobody told the time to compare it with']);
  });

  it('allows for half the way there and back', async () => {
    let time = 1_800_000_000_000;
    const store = {
      time: async () => {
        time += 400;
        return ok(1_800_000_000_000);
      },
    };
    const away = { time: async () => err('unavailable') };
    expect(await compareStore('it', () => time, store)).to.deep.equal([{ whose: 'it', ahead: 200 }]);
    expect(await compareStore('it', () => time, away)).to.deep.equal([]);
  });

  it('names those it agrees with together, and each that it does not', async () => {
    expect(
      await look(
        { whose: 'the ledger', ahead: 4000 },
        { whose: 'the marks', ahead: -9000 },
        { whose: 'issuer github', ahead: 31_000 },
        { whose: 'issuer gitlab', ahead: 0 },
      ),
    ).to.deep.equal([
      'ok: it agrees with the ledger, issuer gitlab',
      'warning: it is 9 s behind the marks',
      'failed: it is 31 s ahead of issuer github',
    ]);
  });
});
