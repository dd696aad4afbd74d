import { mock } from 'node:test';
import { ok } from '@cambio/oauth';
import { expect } from 'chai';
import { oneAtATime } from '../../src/jobs/one-at-a-time.ts';

/** One lease, by a clock that the test moves. */
function leaseAt(now: () => number) {
  let held: { readonly holder: string; readonly until: number } | undefined;
  return {
    hold: async (_name: string, holder: string, forMs: number) => {
      if (held !== undefined && held.holder !== holder && held.until > now()) return ok(false);
      held = { holder, until: now() + forMs };
      return ok(true);
    },
    release: async () => {
      held = undefined;
      return ok(undefined);
    },
  };
}

describe('oneAtATime', () => {
  beforeEach(() => mock.timers.enable({ apis: ['setInterval', 'Date'] }));
  afterEach(() => mock.timers.reset());

  const MINUTE = 60_000;
  const replicas = () => {
    const leases = leaseAt(Date.now);
    return [oneAtATime(leases, 'work'), oneAtATime(leases, 'work')] as const;
  };

  it('keeps others out for as long as the work takes, and no longer', async () => {
    const [one, other] = replicas();
    const work = Promise.withResolvers<void>();
    const turn = one(() => work.promise);
    for (let second = 0; second < 10 * 60; second += 1) {
      mock.timers.tick(1000);
      expect(await other(async () => undefined)).to.equal('elsewhere');
    }
    work.resolve();
    expect(await turn).to.equal('done');
    expect(await other(async () => undefined)).to.equal('done');
  });

  it('lets another replica go on soon after one died over it', async () => {
    const leases = leaseAt(Date.now);
    await leases.hold('work', 'the dead', 15_000);
    const other = oneAtATime(leases, 'work');
    expect(await other(async () => undefined)).to.equal('elsewhere');
    mock.timers.tick(MINUTE / 4);
    expect(await other(async () => undefined)).to.equal('done');
  });

  it('says no more of itself when the work has failed', async () => {
    const [one, other] = replicas();
    const failed = await one(async () => {
      throw new TypeError('a bug');
    }).catch((error: unknown) => error);
    expect(failed).to.be.instanceOf(TypeError);
    mock.timers.tick(MINUTE);
    expect(await other(async () => undefined)).to.equal('done');
  });
});
