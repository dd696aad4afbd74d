import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { post } from '../shop/answer.ts';
import { exchangeForm, openShop } from '../shop/shop.ts';

const EXCHANGES = 60;

const SETTINGS = `
workers: 2
audit:
  sinks: [{id: archive, type: file, path: sink/decisions.jsonl, maxSize: 64KiB}]
`;

describe('an audit sink of two workers', () => {
  it('has each decision of either once, over all files that were begun', async function () {
    this.timeout(180_000);
    const folder = await mkdtemp(join(tmpdir(), 'cambio-sink-'));
    const shop = await openShop({ folder, files: { 'cambio.yaml': SETTINGS } });
    for (let number = 0; number < EXCHANGES; number += 1) {
      // Each over a connection of its own, so that both workers have their part.
      const form = exchangeForm(await shop.subjectToken());
      expect((await post(shop.gateway.issuer, form, { connection: 'close' })).status).to.equal(200);
    }
    while ((await readLines(join(folder, 'sink'))).length < EXCHANGES);
    await shop.close();
    const lines = await readLines(join(folder, 'sink'));
    const places = lines.map((line) => JSON.parse(line)).map(({ chain, seq }) => `${chain} ${seq}`);
    expect(new Set(places).size).to.equal(EXCHANGES);
    expect(places).to.have.length(EXCHANGES);
    expect(new Set(places.map((place) => place.split(' ')[0])).size).to.equal(2);
    await rm(folder, { recursive: true });
  });
});

async function readLines(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => []);
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8').catch(() => '')));
  return texts.flatMap((text) => text.split('\n').filter(Boolean));
}
