import { loadTrust } from '@cambio/policy';
import { expect } from 'chai';
import { findPages, type Page, readPage } from './page.ts';
import { complaints, GATEWAY } from './page-trust.ts';

const CONTENTS = readPage('docs/migrate/README.md');
const PAGES = findPages('docs/migrate/*.md').filter((path) => path !== CONTENTS.path);

/** Each block as a document of its own, so that what is complained of has its place in the page. */
function documentsOf({ path, blocks }: Page) {
  return blocks
    .filter(({ language }) => language === 'yaml')
    .map(({ text, line }) => ({ path: `${path}:${line}`, text: '\n'.repeat(line) + text }));
}

describe('the guide for whoever comes', () => {
  for (const path of PAGES) {
    describe(path.slice('docs/migrate/'.length, -'.md'.length), () => {
      const page = readPage(path);
      const { diagnostics, documents } = loadTrust(documentsOf(page), GATEWAY);

      it('has documents that load without a complaint, their tests held', () => {
        const found = complaints({ diagnostics });
        expect(found, found.join('\n')).to.be.empty;
      });

      it('shows for each mapping who is kept out', () => {
        const mappings = documents.flatMap(({ document }) => (document.kind === 'Mapping' ? [document] : []));
        expect(mappings).not.to.be.empty;
        for (const { id, tests } of mappings) {
          const denied = tests.filter(
            ({ expect: outcome }) => typeof outcome === 'object' && 'deny' in outcome,
          );
          expect(denied, id).not.to.be.empty;
          expect(denied.length, id).to.be.below(tests.length);
        }
      });
    });
  }

  it('is in the contents', () => {
    expect(CONTENTS.links.map(({ url }) => `docs/migrate/${url}`)).to.have.members(PAGES);
  });
});
