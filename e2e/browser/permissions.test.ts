import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { expectAccessible } from './chromium.ts';
import { openShopConsole, type ShopConsole } from './shop-console.ts';
import { writeInstead } from './write-instead.ts';

/** The settings let Eve read the trust documents, whatever these say. */
const EVE_READS = {
  id: 'eve-reads',
  owner: 'it@acme.example',
  purpose: 'Eve looks after the documents',
  issuer: 'staff',
  match: { sub: 'eve-3' },
  grant: { scopes: ['trust:read'] },
};

const EVE_ELSEWHERE = `kind: Mapping
id: eve-elsewhere
owner: it@acme.example
purpose: Eve gets a token of the deployer
issuer: staff
target: deployer
match: { sub: eve-3 }
grant: { scopes: [deploy:read] }
`;

describe('the console, for whom not everything is granted', () => {
  let shop: ShopConsole;
  let denied: string;

  before(async () => {
    shop = await openShopConsole({ args: ['--set', `admin.mappings=${JSON.stringify([EVE_READS])}`] });
    denied = (await shop.ask({ ref: 'refs/heads/other' })).failure?.decision_id ?? '';
  });

  after(() => shop.close());

  /** What is missing, who they are, and every page that they may open. */
  async function expectWords(page: Page, scope: string, subject: string, places: readonly string[]) {
    const missing = page.getByRole('region', { name: /^You may not/ });
    await missing.getByText(`The scope ${scope}.`).waitFor();
    await missing.getByText(subject).waitFor();
    await missing.getByText('by a mapping on the target admin').waitFor();
    const links = await missing.getByRole('listitem').getByRole('link').allTextContents();
    expect(links).to.deep.equal(places);
  }

  it('says on each page what is missing, who can grant it, and what there is instead', async () => {
    const { page, complaints, goTo } = await shop.visit('Bob');
    const asked: string[] = [];
    page.on('response', (answer) => answer.status() === 403 && asked.push(answer.url()));
    for (const path of ['trust', 'trust/edit', 'trust/history', 'trust/proposals', 'issuers', 'targets']) {
      await goTo(path);
      await expectWords(page, 'trust:read', 'person/bob-2', ['Decisions', 'Workloads']);
    }
    await expectAccessible(page);
    await goTo('keys');
    await expectWords(page, 'keys:rotate', 'person/bob-2', ['Decisions', 'Workloads']);
    await goTo('');
    await page.getByText('What needs attention is not shown').waitFor();
    await page
      .getByRole('navigation')
      .getByRole('link', { name: /^Trust.*not granted to you/ })
      .waitFor();
    expect(asked).to.deep.equal([]);
    expect(complaints).to.deep.equal([]);
  });

  it('shows who lacks decisions:read all else', async () => {
    const { page, complaints, goTo } = await shop.visit('Eve');
    const asked: string[] = [];
    page.on('response', (answer) => answer.status() === 403 && asked.push(answer.url()));
    const places = ['Trust', 'Issuers', 'Targets'];
    for (const path of ['decisions', `decisions/${denied}`, 'workloads', `trust/edit?decision=${denied}`]) {
      await goTo(path);
      await expectWords(page, 'decisions:read', 'eve-3', places);
    }
    await goTo('');
    await expectWords(page, 'decisions:read', 'eve-3', places);
    await page.getByRole('heading', { name: /^Needs attention/ }).waitFor();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'See these mappings' }).click();
    await page.getByRole('row', { name: /^platform-team/ }).waitFor();
    await page.getByText('not shown').first().waitFor();
    await goTo('trust/mappings/shop-deploy');
    await page.getByText('Who used it, and what it decided, is not shown').waitFor();
    expect(asked).to.deep.equal([]);
    expect(complaints).to.deep.equal([]);
  });

  it('lets whoever may only read try everything, and says beforehand that nothing can be saved', async () => {
    const { page, goTo } = await shop.visit('Eve');
    await goTo('trust/edit?kind=Mapping&id=shop-deploy');
    await page.getByText('You can try everything here, and save nothing').waitFor();
    await page.getByText('No mapping grants you the scope trust:write.').waitFor();
    await page.getByRole('tab', { name: 'Try a token' }).click();
    const button = page.getByRole('button', { name: /^Send to the gateway/ });
    expect(await button.getAttribute('aria-disabled')).to.equal('true');
    await goTo('issuers');
    for (const action of [/^Delete… github/, /^Switch off github/]) {
      const refused = page.getByRole('button', { name: action });
      expect(await refused.getAttribute('aria-disabled')).to.equal('true');
      expect(await refused.textContent()).to.contain('No mapping grants you the scope trust:write.');
    }
  });

  it('shows a document of the settings with the others, and says where alone it is changed', async () => {
    const { page, complaints, goTo } = await shop.visit('Ada');
    await goTo('trust');
    await page
      .getByRole('row', { name: /^eve-reads settings/ })
      .getByRole('link')
      .click();
    await page.getByText('It stands in the settings of the gateway').first().waitFor();
    for (const name of [/^Edit eve-reads/, /^Delete… eve-reads/]) {
      const button = page.getByRole('button', { name });
      expect(await button.getAttribute('aria-disabled')).to.equal('true');
    }
    await expectAccessible(page);
    await goTo('trust/edit?kind=Mapping&id=eve-reads');
    await page.getByText('The mapping eve-reads has no text here').waitFor();
    expect(complaints).to.deep.equal([]);
  });

  it('compiles what is written with the documents of the settings in mind', async () => {
    const { page, goTo } = await shop.visit('Ada');
    await goTo('trust/edit');
    await writeInstead(page, EVE_ELSEWHERE.replace('id: eve-elsewhere', 'id: eve-reads'));
    await page.getByRole('button', { name: /duplicate-id/ }).waitFor();
    await writeInstead(page, EVE_ELSEWHERE);
    await page.getByRole('button', { name: /duplicate-id/ }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /no-tests/ }).waitFor();
  });
});
