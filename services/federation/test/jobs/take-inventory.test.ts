import { err, ok, type Result } from '@cambio/oauth';
import { expect } from 'chai';
import { takeInventory } from '../../src/jobs/take-inventory.ts';
import { recordingLog } from '../quiet-log.ts';

describe('taking the inventory', () => {
  /** A ledger with so many decisions that were not counted, until it stops answering. */
  function underTest(waiting: number, counts: Result<number, 'unavailable'>[] = []) {
    let left = waiting;
    let leases = 0;
    const ledger = {
      workloads: {
        isBehind: async () => ok(left > 0),
        takeInventory: async (limit: number) => {
          const given = counts.shift();
          if (given !== undefined) return given;
          const taken = Math.min(limit, left);
          left -= taken;
          return ok(taken);
        },
      },
      leases: {
        hold: async () => {
          leases += 1;
          return ok(true);
        },
        release: async () => ok(undefined),
      },
    };
    const { log, lines } = recordingLog();
    return { poll: takeInventory(ledger, log), lines, left: () => left, leases: () => leases };
  }

  it('goes on until everything is counted, in one turn', async () => {
    const { poll, left, leases } = underTest(1700);
    await poll.look();
    expect(left()).to.equal(0);
    expect(leases()).to.equal(1);
  });

  it('writes nothing where there is nothing to count', async () => {
    const { poll, leases } = underTest(0);
    await poll.look();
    expect(leases()).to.equal(0);
  });

  it('stops where the store does not answer, says so, and goes on later', async () => {
    const { poll, lines, left } = underTest(100, [err('unavailable')]);
    await poll.look();
    expect(left()).to.equal(100);
    expect(lines.map(({ msg }) => msg)).to.deep.equal([
      'workloads cannot be counted: the store does not answer',
    ]);
    await poll.look();
    expect(left()).to.equal(0);
    expect(lines).to.have.length(1);
  });
});
