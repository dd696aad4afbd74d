import { err, ok } from '@cambio/oauth';
import { expect } from 'chai';
import type { Link } from '../../src/redis/link.ts';
import { redisReservations } from '../../src/redis/reservations.ts';

const NOW = 1_700_000_000;
const OPTIONS = { now: () => NOW * 1000, acknowledgements: 0, together: true };

/** As many refusals as would fill every place, were one of them to keep its own. */
const MANY = 10_000;

describe('reservations on Redis', () => {
  it('take no place any longer once they were refused at once', async () => {
    let busy = true;
    const link: Link = {
      run: async () => (busy ? err('unavailable') : ok(JSON.parse('[1]'))),
      close: async () => undefined,
    };
    const reserve = redisReservations(link, OPTIONS);
    // One after the other in one turn of the event loop: they share a command that is over already.
    for (let tried = 0; tried < MANY; tried++) await reserve(`token ${tried}`, NOW + 60);
    busy = false;
    await new Promise((resolve) => setImmediate(resolve));
    expect(await reserve('the next', NOW + 60)).to.deep.equal(ok('reserved'));
  });
});
