import { existsSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { expect } from 'chai';
import { type Link, type Page, ROOT, readPage } from './page.ts';
import { PAGES } from './pages.ts';

/** With a scheme, it is somebody else's page, which no test should depend on. */
const ELSEWHERE = /^[a-z][a-z0-9+.-]*:/i;

/** What is wrong with a link, or nothing. */
function problem(page: Page, { url }: Link): string | undefined {
  if (ELSEWHERE.test(url)) return undefined;
  const [path = '', anchor] = decodeURI(url).split('#');
  const target = path === '' ? page.path : posix.join(posix.dirname(page.path), path);
  if (path.startsWith('/') || target.startsWith('..')) return 'leads out of the repository';
  if (!existsSync(join(ROOT, target))) return 'leads nowhere';
  if (anchor === undefined) return undefined;
  if (!target.endsWith('.md') || !statSync(join(ROOT, target)).isFile())
    return 'has an anchor in what is no page';
  return readPage(target).anchors.has(anchor) ? undefined : `names no heading of ${target}`;
}

describe('links', () => {
  it('are looked for on all pages', () => {
    expect(PAGES).to.include.members(['README.md', 'ARCHITECTURE.md', 'docs/guides/issuers/README.md']);
  });

  for (const path of PAGES) {
    it(`of ${path} lead somewhere`, () => {
      const page = readPage(path);
      const broken = page.links.flatMap((link) => {
        const found = problem(page, link);
        return found === undefined ? [] : [`${path}:${link.line}: ${link.url} ${found}`];
      });
      expect(broken, broken.join('\n')).to.be.empty;
    });
  }
});
