import { ok } from '@cambio/oauth';
import { expect } from 'chai';
import { watchClock } from '../src/watch-clock.ts';

const SECOND = 1000;
const HOUR = 3_600_000;

function clockUnderTest() {
  let wall = 1_800_000_000_000;
  let steady = 50_000;
  const steps: number[] = [];
  const watch = watchClock({ now: () => wall, elapsed: () => steady }, (by) => steps.push(by / SECOND));
  return {
    ...watch,
    steps,
    set: (by: number) => {
      wall += by;
    },
    /** Time goes by, looked at every second. */
    pass: (milliseconds: number): boolean => {
      let sound = false;
      for (let passed = 0; passed < milliseconds; passed += SECOND) {
        wall += SECOND;
        steady += SECOND;
        sound = watch.isSound();
      }
      return sound;
    },
    /** The program did not run. */
    sleep: (milliseconds: number) => {
      wall += milliseconds;
      steady += milliseconds;
    },
  };
}

describe('the watch of the clock', () => {
  it('is content with time that goes by, with pauses, and with small corrections', () => {
    const { pass, sleep, set, isSound, steps } = clockUnderTest();
    expect(pass(100 * SECOND)).to.equal(true);
    sleep(3 * HOUR);
    expect(isSound()).to.equal(true);
    for (const by of [4 * SECOND, -4 * SECOND]) {
      set(by);
      expect(isSound()).to.equal(true);
    }
    expect(steps).to.deep.equal([]);
  });

  it('believes a step ahead after a minute', () => {
    const { pass, set, isSound, steps } = clockUnderTest();
    set(HOUR);
    expect(isSound()).to.equal(false);
    expect(pass(59 * SECOND)).to.equal(false);
    expect(pass(SECOND)).to.equal(true);
    expect(steps).to.deep.equal([3600]);
  });

  it('takes a step ahead that is undone for none, but waits a minute', () => {
    const { pass, set, isSound, steps } = clockUnderTest();
    set(HOUR);
    pass(30 * SECOND);
    set(-HOUR);
    expect(isSound()).to.equal(false);
    expect(pass(60 * SECOND)).to.equal(true);
    expect(steps).to.deep.equal([3600, -3600]);
  });

  it('waits after a step back until the clock is where it has been', () => {
    const { pass, set, isSound, steps } = clockUnderTest();
    set(-HOUR);
    expect(isSound()).to.equal(false);
    expect(pass(HOUR - 6 * SECOND)).to.equal(false);
    expect(pass(SECOND)).to.equal(true);
    expect(steps).to.deep.equal([-3600]);
  });

  it('remembers how far a step ahead was believed', () => {
    const { pass, set } = clockUnderTest();
    set(HOUR);
    pass(120 * SECOND);
    set(-HOUR);
    expect(pass(120 * SECOND)).to.equal(false);
    expect(pass(HOUR)).to.equal(true);
  });

  it('lets no exchange begin meanwhile', async () => {
    const { guard, set, pass } = clockUnderTest();
    const asked: string[] = [];
    const exchange = guard(async (name: string) => {
      asked.push(name);
      return ok(name);
    });
    expect(await exchange('before')).to.deep.equal(ok('before'));
    set(HOUR);
    expect(await exchange('while')).to.deep.equal({
      ok: false,
      error: { kind: 'interrupted', outage: 'clock_unsettled' },
    });
    pass(60 * SECOND);
    expect(await exchange('after')).to.deep.equal(ok('after'));
    expect(asked).to.deep.equal(['before', 'after']);
  });
});
