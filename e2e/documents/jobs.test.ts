import { expect } from 'chai';
import { findPages, readPage } from './page.ts';
import { describeTrust } from './page-trust.ts';

const FOLDER = 'docs/guides/jobs';
const PAGES = findPages(`${FOLDER}/*.md`);

/** What holds on every platform. */
const GENERAL = ['README.md', 'run.md', 'credentials.md', 'google-libraries.md'].map(
  (name) => `${FOLDER}/${name}`,
);

describe('the page for jobs on', () => {
  for (const path of PAGES.filter((page) => !GENERAL.includes(page))) {
    describe(path.slice(FOLDER.length + 1), () => describeTrust(readPage(path)));
  }
});

describe('the contents of the pages for jobs', () => {
  it('list each of them', () => {
    const contents = readPage(`${FOLDER}/README.md`);
    const listed = contents.links.map(({ url }) => `${FOLDER}/${url}`);
    expect(listed).to.include.members(PAGES.filter((path) => path !== contents.path));
  });
});
