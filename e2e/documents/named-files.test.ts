import { existsSync, globSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { ROOT, readPage } from './page.ts';
import { PAGES } from './pages.ts';

const SOURCES = globSync('{packages,services,e2e,.ci}/**/*.{ts,tsx}', {
  cwd: ROOT,
  exclude: (path) => /(^|\/)(node_modules|dist|bundle)(\/|$)/.test(path),
}).map((path) => `/${path}`);

/** A place of the repository, from its root on; or a source file, as much of its path as tells it apart. */
const PLACE = /^(packages|services|e2e|config|docs|templates|\.ci)\/[\w./-]+$/;
const SOURCE = /^[\w./-]+\.tsx?$/;

/** Whether words in code, such as `http/token.ts`, are a name that nothing has. What readers are to make is called an example. */
function isNoMore(words: string): boolean {
  if (words.includes('example')) return false;
  if (SOURCE.test(words)) return !SOURCES.some((path) => path.endsWith(`/${words}`));
  return PLACE.test(words) && !existsSync(join(ROOT, words));
}

describe('files', () => {
  it('are looked for in all rooms', () => {
    expect(SOURCES).to.include('/services/federation/src/wiring.ts');
  });

  for (const path of PAGES) {
    it(`that ${path} names are there`, () => {
      const words = [...readPage(path).text.matchAll(/`([^`\n]+)`/g)].map(([, named = '']) => named);
      expect(words.filter(isNoMore)).to.deep.equal([]);
    });
  }
});
