import { expect } from 'chai';
import type { PartState, Parts } from '../../src/http/internal-app.ts';
import { mergeParts } from '../../src/workers/merge-parts.ts';

const OK: PartState = { state: 'ok' };
const SLOW: PartState = { state: 'degraded', detail: 'slow' };
const DOWN: PartState = { state: 'down' };

/** The ledger of each worker, by its number. */
function ledgers(...states: readonly PartState[]): ReadonlyMap<number, Parts> {
  return new Map(states.map((ledger, index) => [index + 1, { ledger }]));
}

describe('mergeParts', () => {
  const cases: readonly [string, readonly PartState[], PartState][] = [
    ['as at all of them', [OK, OK], OK],
    ['with the detail that all of them give', [SLOW, SLOW], SLOW],
    ['degraded where one is', [OK, SLOW], { state: 'degraded', detail: 'worker 2: slow' }],
    ['down where one is', [DOWN, SLOW, OK], { state: 'down', detail: 'worker 1' }],
    [
      'as the first says where details differ',
      [SLOW, { ...SLOW, detail: 'x' }],
      { state: 'degraded', detail: 'worker 1: slow' },
    ],
  ];
  for (const [name, states, expected] of cases) {
    it(`says of a part: ${name}`, () => {
      expect(mergeParts(ledgers(...states), states.length).ledger).to.deep.equal(expected);
    });
  }

  it('says how many workers answer, and is down for one that does not', () => {
    expect(mergeParts(ledgers(OK, OK), 2).workers).to.deep.equal({ state: 'ok', detail: '2 of 2 answer' });
    expect(mergeParts(ledgers(OK), 2).workers).to.deep.equal({ state: 'down', detail: '1 of 2 answer' });
    expect(mergeParts(new Map(), 2)).to.deep.equal({ workers: { state: 'down', detail: '0 of 2 answer' } });
  });
});
