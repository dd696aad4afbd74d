import { type LoadedTrust, loadTrust, type MappingDocument } from '@cambio/policy';
import { expect } from 'chai';
import { type Page, readPage } from './page.ts';

export const GATEWAY = { issuer: 'https://sts.acme.example', lifetime: 300, maxLifetime: 900 };

/** The page whose document every other page's stands on: it holds the target. */
export const CONTENTS = readPage('docs/guides/issuers/README.md');

/** The one document of a page that readers copy. `yml` is for what belongs to a platform. */
export function documentOf(page: Page): { readonly path: string; readonly text: string } {
  const blocks = page.blocks.filter(({ language }) => language === 'yaml');
  expect(blocks, `yaml blocks of ${page.path}`).to.have.length(1);
  const [{ text, line } = { text: '', line: 0 }] = blocks;
  // Diagnostics then point into the page.
  return { path: page.path, text: '\n'.repeat(line) + text };
}

export function loadPage(page: Page): LoadedTrust {
  return loadTrust([documentOf(CONTENTS), documentOf(page)], GATEWAY);
}

/** Says of a page what its readers rely on: the document loads without a complaint, and its tests let in and keep out. */
export function describeTrust(page: Page): void {
  const loaded = loadPage(page);

  it('has a document that loads without a complaint, its tests held', () => {
    const found = complaints(loaded);
    expect(found, found.join('\n')).to.be.empty;
    expect(loaded.trust).not.to.equal(undefined);
  });

  it('shows by tests who gets in and who does not', () => {
    const mappings = mappingsOf(loaded);
    expect(mappings).not.to.be.empty;
    for (const { id, tests } of mappings) {
      const outcomes = tests.map(({ expect: expected }) => (expected === 'allow' ? 'allow' : 'deny'));
      expect(outcomes, `tests of ${id}`).to.include.members(['allow', 'deny']);
    }
  });
}

export function complaints({ diagnostics }: Pick<LoadedTrust, 'diagnostics'>): readonly string[] {
  return diagnostics
    .filter(({ severity }) => severity !== 'info')
    .map(({ position: { file, line }, rule, message, hint }) =>
      [`${file}:${line}: ${message} [${rule}]`, hint].filter(Boolean).join('; '),
    );
}

function mappingsOf({ documents }: LoadedTrust): readonly MappingDocument[] {
  return documents.flatMap(({ document }) => (document.kind === 'Mapping' ? [document] : []));
}
