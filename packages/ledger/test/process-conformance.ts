import { expect } from 'chai';
import { type Ledger, openLedger } from '../src/index.ts';
import { isRecorded, linesOf, spawnChild } from './child-processes.ts';
import { NOW } from './decisions.ts';

/** A store that is not there yet. */
export interface Place {
  readonly url: string;
  readonly remove: () => Promise<void>;
}

/** What any number of processes may do at once to one store. */
export function processConformance(name: string, makePlace: () => Promise<Place>): void {
  describe(`several processes on one ${name} ledger`, () => {
    let place: Place;
    let url: string;

    beforeEach(async () => {
      place = await makePlace();
      url = place.url;
    });
    afterEach(() => place.remove());

    const open = () => opened(url);

    it('start together on a new store: one schema, one first key, one first revision', async () => {
      const said = await Promise.all(Array.from({ length: 5 }, () => linesOf(spawnChild(url, 'start'))));
      const outcomes = said.flat().map((line) => JSON.stringify(line));
      expect(outcomes.filter((outcome) => outcome.includes('"key":"inserted"'))).to.have.length(1);
      expect(outcomes.filter((outcome) => outcome.includes('"key":"exists"'))).to.have.length(4);
      expect(outcomes.filter((outcome) => outcome.includes('"appended":true'))).to.have.length(1);
      const ledger = await open();
      const [keys, revisions] = [await ledger.keys.list(), await ledger.trust.list({ limit: 10 })];
      expect(keys.ok && keys.value).to.have.length(1);
      expect(revisions.ok && revisions.value).to.have.length(1);
      await ledger.close();
    });

    it('are killed while they record: what was acknowledged is there, and acknowledged once', async () => {
      const acknowledged: string[] = [];
      for (const limit of [1, 40, 150, 333]) {
        const said = await Promise.all([
          linesOf(spawnChild(url, 'record'), limit),
          linesOf(spawnChild(url, 'record'), limit),
        ]);
        acknowledged.push(
          ...said
            .flat()
            .filter(isRecorded)
            .map(({ id }) => id),
        );
      }
      expect(acknowledged.length).to.be.greaterThan(100);
      expect(new Set(acknowledged).size).to.equal(acknowledged.length);

      const ledger = await open();
      for (const id of acknowledged) {
        const record = await ledger.decisions.get(id);
        expect(record.ok && record.value?.id).to.equal(id);
      }
      await ledger.close();
    });
  });
}

/** The ledger at a URL, as the test itself looks at it. */
export async function opened(url: string): Promise<Ledger> {
  const ledger = await openLedger({ url, now: () => NOW });
  if (!ledger.ok) throw new Error(JSON.stringify(ledger.error));
  return ledger.value;
}
