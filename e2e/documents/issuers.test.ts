import { PROVIDERS, type Profile, profileOf } from '@cambio/claims';
import { expect } from 'chai';
import { findPages, readPage } from './page.ts';
import { CONTENTS, describeTrust, loadPage } from './page-trust.ts';

const FOLDER = 'docs/guides/issuers';
const PAGES = findPages(`${FOLDER}/*.md`).filter((path) => path !== CONTENTS.path);

describe('the page of', () => {
  for (const path of PAGES) {
    describe(path.slice(FOLDER.length + 1), () => describeTrust(readPage(path)));
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
      const { documents } = loadPage(readPage(`${FOLDER}/${provider}.md`));
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
