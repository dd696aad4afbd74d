import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { isRecorded, linesOf, spawnConfined } from './child-processes.ts';
import { decisionId } from './decisions.ts';
import { opened, type Place, processConformance } from './process-conformance.ts';

async function makeFile(): Promise<Place> {
  const directory = mkdtempSync(join(tmpdir(), 'cambio-ledger-'));
  return {
    url: `sqlite:${join(directory, 'data', 'cambio.db')}`,
    remove: async () => rmSync(directory, { recursive: true }),
  };
}

processConformance('SQLite', makeFile);

describe('a process on a SQLite ledger', () => {
  let place: Place;

  beforeEach(async () => {
    place = await makeFile();
  });
  afterEach(() => place.remove());

  it('says so when the disk is full, loses nothing it acknowledged, and writes nothing by halves', async () => {
    const said = await linesOf(spawnConfined(place.url, 1600));
    const acknowledged = said.filter(isRecorded).map(({ id }) => id);
    expect(acknowledged.length).to.be.greaterThan(10);
    expect(said.slice(-2)).to.deep.equal([
      { id: decisionId(acknowledged.length), recorded: false },
      { fault: 'disk I/O error', ping: true },
    ]);

    const ledger = await opened(place.url);
    const list = await ledger.decisions.list({ limit: 10_000 });
    expect(list.ok && list.value.map(({ id }) => id).reverse()).to.deep.equal(acknowledged);
    const tokens = await ledger.issued.live({ limit: 10_000 });
    expect(tokens.ok && tokens.value.length).to.equal(acknowledged.length);
    const chains = await ledger.trail.chains();
    expect(chains.ok && chains.value.map(({ head }) => head.seq)).to.deep.equal([acknowledged.length]);
    await ledger.close();
  });
});
