import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { members } from '@cambio/settings';
import { expect } from 'chai';
import { parse } from 'yaml';
import { z } from 'zod';
import { type Page, ROOT, readPage } from './page.ts';
import { PAGES } from './pages.ts';

const paths = members.map(({ path }) => path);
const heads = new Set(paths.map((path) => path.split('.')[0] ?? ''));

/** Variables that are no settings: what jobs are told by, what commands get, and how workers know which they are. */
const OF_JOBS = /^CAMBIO_(GATEWAY|ID_TOKEN|WORKER|SUBJECT_TOKEN(_FILE|_COMMAND)?|TOKEN(_FILE|_SOCKET)?)$/;

const variables = new Set(members.map(({ variable }) => variable));

/** Paths as running text has them, `audit.sinks` or `limits.*`, the first part of which is a setting. */
function settingsIn({ text }: Page): readonly string[] {
  const found = [...text.matchAll(/`([a-z]\w*(?:\.[a-zA-Z]\w*)+)(?:\.\*|: [^`]*|=[^`]*)?`/g)];
  return found.map(([, path = '']) => path).filter((path) => heads.has(path.split('.')[0] ?? ''));
}

/** Values of the Helm chart, which has a `trust` of its own. */
const values = z
  .object({ trust: z.record(z.string(), z.unknown()) })
  .parse(parse(readFileSync(join(ROOT, 'config/deploy/helm/cambio/values.yaml'), 'utf8')));
const OF_THE_CHART = Object.keys(values.trust).map((name) => `trust.${name}`);

function isSetting(path: string): boolean {
  return [...paths, ...OF_THE_CHART].some(
    (each) => each === path || each.startsWith(`${path}.`) || path.startsWith(`${each}.`),
  );
}

describe('the settings that are named', () => {
  const pages = PAGES.filter((path) => path !== 'CHANGELOG.md').map(readPage);

  it('are looked for on all pages', () => {
    expect(pages.flatMap(settingsIn).length).to.be.at.least(60);
  });

  for (const page of pages) {
    const named = [...new Set(settingsIn(page))];
    const told = [...new Set(page.text.match(/\bCAMBIO_[A-Z0-9_]+\b/g) ?? [])];
    if (named.length + told.length === 0) continue;
    it(`on ${page.path} are there`, () => {
      expect(named.filter((path) => !isSetting(path) && !/\.(ts|NAME)$/.test(path))).to.deep.equal([]);
      expect(told.filter((name) => !variables.has(name) && !OF_JOBS.test(name))).to.deep.equal([]);
    });
  }
});
