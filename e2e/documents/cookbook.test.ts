import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { lintAt, loadTrust } from '@cambio/policy';
import { expect } from 'chai';

const FOLDER = fileURLToPath(new URL('../../config/trust', import.meta.url));
const COOKBOOK = join(FOLDER, 'cookbook');
const GATEWAY = { issuer: 'https://sts.acme.example', lifetime: 300, maxLifetime: 900 };

/** 2026-11-22: where a rule depends on the time. */
const NOW = 1_795_305_600;

const files = (await readdir(FOLDER, { recursive: true })).filter((name) => name.endsWith('.yaml')).sort();
const sources = files.map(async (path) => ({ path, text: await readFile(join(FOLDER, path), 'utf8') }));
const loaded = loadTrust(await Promise.all(sources), GATEWAY);

const recipes = (await readdir(COOKBOOK)).filter(
  (name) => name.endsWith('.yaml') && name !== 'issuers.yaml' && name !== 'targets.yaml',
);

describe('the cookbook', () => {
  it('loads without a complaint, with every test held', () => {
    expect(loaded.diagnostics).to.deep.equal([]);
  });

  it('draws no advice either', () => {
    if (loaded.trust === undefined) throw new Error('the documents do not load');
    expect(lintAt(loaded.trust, { now: NOW })).to.deep.equal([]);
  });

  it('has twenty cases at the least, each listed', async () => {
    const page = await readFile(join(COOKBOOK, 'README.md'), 'utf8');
    const listed = [...page.matchAll(/\]\(([\w-]+\.yaml)\)/g)].map(([, name]) => name);
    expect(recipes.length).to.be.at.least(20);
    expect(listed).to.have.members(recipes);
  });

  for (const recipe of recipes) {
    it(`shows in ${recipe} who gets in and who does not`, () => {
      const mappings = loaded.documents.filter(
        ({ document, file }) => document.kind === 'Mapping' && basename(file) === recipe,
      );
      expect(mappings).not.to.be.empty;
      for (const { document } of mappings) {
        const expectations = document.kind === 'Mapping' ? document.tests.map(({ expect }) => expect) : [];
        const denies = expectations.filter((each) => typeof each === 'object' && 'deny' in each);
        expect(denies, 'somebody kept out').not.to.be.empty;
        const isDeny = document.kind === 'Mapping' && document.effect === 'deny';
        if (!isDeny) expect(expectations.length, 'somebody let in').to.be.above(denies.length);
      }
    });
  }
});
