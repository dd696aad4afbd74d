import { DENY_REASONS, loadTrust } from '@cambio/policy';
import { type Answer, toAnswer } from '@cambio/sts';
import { expect } from 'chai';
import { findPages, type Page, readPage } from './page.ts';
import { DOCUMENTED, type Documented } from './reasons.ts';

const FOLDER = 'docs/reference/reasons';
const CONTENTS = readPage(`${FOLDER}/README.md`);
const GATEWAY = { issuer: 'https://sts.acme.example', lifetime: 300, maxLifetime: 900 };

const pageOf = ({ reason }: Pick<Documented, 'reason'>) => readPage(`${FOLDER}/${reason}.md`);

/** How a page says what is answered. */
function wordsFor({ status, body: { error, reason }, retryAfter }: Answer): string {
  const told = reason === undefined ? 'without the reason' : 'with the reason';
  return `\`${status} ${error}\`, ${retryAfter === undefined ? told : 'to be tried again'}.`;
}

/** The documents of a page that stand beside those of the contents; `yml` is for parts of documents. */
function documentsOf(page: Page) {
  return page.blocks
    .filter(({ language }) => language === 'yaml')
    .map(({ text, line }) => ({ path: page.path, text: '\n'.repeat(line) + text }));
}

describe('reasons', () => {
  const names = DOCUMENTED.map(({ reason }) => reason);

  it('have a page each, and no page is about anything else', () => {
    const pages = findPages(`${FOLDER}/*.md`).filter((path) => path !== CONTENTS.path);
    expect(pages).to.have.members(names.map((reason) => `${FOLDER}/${reason}.md`));
  });

  it('stand in the contents once each, with what is answered', () => {
    const rows = CONTENTS.text.split('\n').filter((line) => line.startsWith('| ['));
    const answers = DOCUMENTED.map(({ reason, failure }) => {
      const { status, body } = toAnswer(failure);
      return `| [${reason}](${reason}.md) | \`${status} ${body.error}\` |`;
    });
    expect(rows.map((row) => row.split('|', 3).join('|').concat('|'))).to.have.members(answers);
  });

  it('of policy are listed in the order of its checks', () => {
    const listed = CONTENTS.links.map(({ url }) => url.replace(/\.md$/, ''));
    const inOrder = DENY_REASONS.filter((reason) => listed.includes(reason) && !isOfTokens(reason));
    expect(listed.filter((reason) => inOrder.some((each) => each === reason))).to.deep.equal(inOrder);
  });

  for (const documented of DOCUMENTED) {
    it(`${documented.reason} is told as it is answered, with an example`, () => {
      const page = pageOf(documented);
      const answer = toAnswer(documented.failure);
      const lines = page.text.split('\n');
      expect(lines[0]).to.equal(`# ${documented.reason}`);
      expect(lines[2]).to.equal(`**Answer:** ${wordsFor(answer)}`);
      if (documented.failure.kind === 'request' || documented.failure.kind === 'interrupted') {
        expect(lines).to.include(`**Text:** ${answer.body.error_description}`);
      }
      const { ofActor } = documented;
      const actorLine = lines.find((line) => line.startsWith('**Of an actor token:**'));
      const wanted =
        ofActor && `**Of an actor token:** \`${ofActor.reason}\`, ${wordsFor(toAnswer(ofActor))}`;
      expect(actorLine).to.equal(wanted);
      expect(page.text).to.match(/^\*\*Who can mend it:\*\* /m);
      expect(page.blocks).to.have.length(1);
    });
  }

  const shown = DOCUMENTED.filter((documented) => documentsOf(pageOf(documented)).length > 0);

  it('of policy are shown by mappings, nearly all of them', () => {
    expect(shown.length).to.be.at.least(15);
  });

  for (const documented of shown) {
    it(`${documented.reason} is what its example gives`, () => {
      const sources = [...documentsOf(CONTENTS), ...documentsOf(pageOf(documented))];
      const { diagnostics, documents } = loadTrust(sources, GATEWAY);
      const errors = diagnostics
        .filter(({ severity }) => severity === 'error')
        .map(({ position: { file, line }, message }) => `${file}:${line}: ${message}`);
      expect(errors, errors.join('\n')).to.be.empty;
      const outcomes = documents.flatMap(({ document }) =>
        document.kind === 'Mapping' ? document.tests.map(({ expect: outcome }) => outcome) : [],
      );
      expect(outcomes).to.deep.include({ deny: documented.reason });
    });
  }
});

/** Those that policy shares with the verifier stand with the tokens. */
function isOfTokens(reason: string): boolean {
  return reason === 'unknown_issuer' || reason === 'issuer_disabled';
}
