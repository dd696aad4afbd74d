import { existsSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { expect } from 'chai';
import { findPages, ROOT, readPage } from './page.ts';

const START = 'docs/README.md';

/** The pages a page leads to. A folder stands for its README. */
function pagesFrom(path: string): readonly string[] {
  return readPage(path)
    .links.map(({ url }) => posix.join(posix.dirname(path), url.replace(/#.*$/, '')))
    .map((target) => (isFolder(target) ? posix.join(target, 'README.md') : target))
    .filter((target) => target.endsWith('.md') && existsSync(join(ROOT, target)));
}

function isFolder(path: string): boolean {
  return existsSync(join(ROOT, path)) && statSync(join(ROOT, path)).isDirectory();
}

describe('the contents of the documentation', () => {
  it('lead to every page', () => {
    const reached = new Set([START]);
    for (const page of reached) for (const next of pagesFrom(page)) reached.add(next);
    const lost = findPages('docs/**/*.md').filter((path) => !reached.has(path));
    expect(lost, lost.join('\n')).to.be.empty;
  });

  it('name every kind of page themselves', () => {
    const named = new Set(pagesFrom(START));
    const pages = findPages(
      'docs/*.md',
      'docs/reference/*.md',
      'docs/guides/{services,admins,operators}/*.md',
    );
    expect([...named, START]).to.include.members([...pages]);
  });

  it('call each decision what it calls itself', () => {
    const { text } = readPage('docs/decisions/README.md');
    for (const path of findPages('docs/decisions/[0-9]*.md')) {
      const [, number, title] = /^# (\d{4}) (.*)$/m.exec(readPage(path).text) ?? [];
      expect(text).to.contain(`| [${number}](${posix.basename(path)}) | ${title} |`);
    }
  });
});
