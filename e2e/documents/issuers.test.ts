import { PROVIDERS, type Profile, profileOf } from '@cambio/claims';
import { type LoadedTrust, loadTrust, type MappingDocument } from '@cambio/policy';
import { expect } from 'chai';
import { findPages, type Page, readPage } from './page.ts';

const FOLDER = 'docs/guides/issuers';
const CONTENTS = readPage(`${FOLDER}/README.md`);
const PAGES = findPages(`${FOLDER}/*.md`).filter((path) => path !== CONTENTS.path);

const GATEWAY = { issuer: 'https://sts.acme.example', lifetime: 300, maxLifetime: 900 };

/** The one document of a page that readers copy. `yml` is for what belongs to a platform. */
function documentOf(page: Page): { readonly path: string; readonly text: string } {
  const blocks = page.blocks.filter(({ language }) => language === 'yaml');
  expect(blocks, `yaml blocks of ${page.path}`).to.have.length(1);
  const [{ text, line } = { text: '', line: 0 }] = blocks;
  // Diagnostics then point into the page.
  return { path: page.path, text: '\n'.repeat(line) + text };
}

function load(page: Page): LoadedTrust {
  return loadTrust([documentOf(CONTENTS), documentOf(page)], GATEWAY);
}

function complaints({ diagnostics }: LoadedTrust): readonly string[] {
  return diagnostics
    .filter(({ severity }) => severity !== 'info')
    .map(({ position: { file, line }, rule, message, hint }) =>
      [`${file}:${line}: ${message} [${rule}]`, hint].filter(Boolean).join('; '),
    );
}

function mappingsOf({ documents }: LoadedTrust): readonly MappingDocument[] {
  return documents.flatMap(({ document }) => (document.kind === 'Mapping' ? [document] : []));
}

describe('the page of', () => {
  for (const path of PAGES) {
    describe(path.slice(FOLDER.length + 1), () => {
      const loaded = load(readPage(path));

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
    });
  }
});

/** How the table of contents puts the defaults of a profile. */
const REPLAY = { once: 'once', 'once-per-target': 'once per target', allow: 'allowed' } as const;

function ageOf({ maxAge }: Profile): RegExp {
  if (maxAge === undefined) return /^(until `exp`|at most .+ of lifetime),/;
  return new RegExp(`^${maxAge % 3600 === 0 ? `${maxAge / 3600}h` : `${maxAge / 60}m`},`);
}

describe('the provider', () => {
  it('is one for each page', () => {
    const pages = PAGES.map((path) => path.slice(FOLDER.length + 1, -'.md'.length));
    expect(pages).to.have.members([...PROVIDERS]);
  });

  for (const provider of PROVIDERS) {
    it(`${provider} is declared on its page`, () => {
      const { documents } = load(readPage(`${FOLDER}/${provider}.md`));
      const declared = documents.flatMap(({ document }) =>
        document.kind === 'Issuer' ? document.provider : [],
      );
      expect(declared).to.deep.equal(provider === 'self' ? [] : [provider]);
    });

    it(`${provider} has a row in the contents, with its defaults`, () => {
      const profile = profileOf(provider);
      if (profile === undefined) throw new TypeError(`${provider} has no profile`);
      const row = CONTENTS.text.split('\n').find((line) => line.startsWith(`| \`${provider}\` |`)) ?? '';
      const [, , page, , , defaults] = row.split('|').map((cell) => cell.trim());
      expect(page).to.match(new RegExp(`\\(${provider}\\.md\\)$`));
      expect(defaults).to.match(ageOf(profile));
      expect(defaults?.split(', ').at(-1)).to.equal(REPLAY[profile.replay]);
    });
  }
});
