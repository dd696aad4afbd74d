import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { expectAccessible } from './chromium.ts';
import { fillLedger } from './scale/fill-ledger.ts';
import { MANY, manyMappings, numbered } from './scale/many-mappings.ts';
import { openShopConsole, type ShopConsole } from './shop-console.ts';
import type { Visitor } from './visitor.ts';

/** As many as a test has time for; `bench/console.ts` takes more. */
const DECISIONS = 20_000;

/** Rows that a list of a screen's height may have at a time, those beside what is seen included. */
const SEEN = 80;

describe(`the console, with ${MANY.mappings} mappings and ${DECISIONS} decisions`, () => {
  let shop: ShopConsole;

  before(async () => {
    shop = await openShopConsole({ files: manyMappings() });
    await shop.ask({ ref: 'refs/heads/other' });
    fillLedger({ folder: shop.gateway.folder, decisions: DECISIONS, now: Date.now() });
  });

  after(() => shop.close());

  /** The page compiles all mappings when it is loaded: on a machine with much else to do, that takes its time. */
  async function visitSlowly(): Promise<Visitor> {
    const visitor = await shop.visit('Ada');
    visitor.page.setDefaultTimeout(120_000);
    return visitor;
  }

  const rows = (page: Page) => page.locator('tbody tr[data-index]');

  /** What the page asked the admin API for, as paths with their queries. */
  function askedOf(page: Page): readonly URL[] {
    const asked: URL[] = [];
    page.on(
      'request',
      (request) => request.url().includes('/admin/v1/') && asked.push(new URL(request.url())),
    );
    return asked;
  }

  it('draws the mappings that are seen, and reaches every one by keyboard', async () => {
    const { page, complaints, goTo } = await visitSlowly();
    await goTo('trust');
    await rows(page).first().waitFor();
    const count = MANY.mappings + 4;
    await page.getByText(`${count} of ${count}`).waitFor();
    expect(await rows(page).count()).to.be.below(SEEN);
    await rows(page).first().getByRole('link').focus();
    await page.keyboard.press('End');
    await page.locator(`tr[data-index="${count - 1}"] a:focus`).waitFor();
    expect(await rows(page).count()).to.be.below(SEEN);
    await page.getByRole('searchbox', { name: 'Search mappings' }).fill(numbered('mapping', 777));
    await page.keyboard.press('Enter');
    await page.getByText(`1 of ${count}`).waitFor();
    await expectAccessible(page);
    expect(complaints).to.deep.equal([]);
  });

  it('draws the targets that are seen, each as high as it is, down to the last', async () => {
    const { page, complaints, goTo } = await visitSlowly();
    await goTo('targets');
    const cards = page.getByRole('region');
    await page.getByRole('region', { name: numbered('service', 0) }).waitFor();
    expect(await cards.count()).to.be.below(MANY.targets);
    await page.keyboard.press('End');
    await page.getByRole('region', { name: 'packages' }).waitFor();
    expect(await cards.count()).to.be.below(MANY.targets);
    expect(complaints).to.deep.equal([]);
  });

  it('reads decisions page by page as one scrolls, and has them searched by the gateway', async () => {
    const { page, complaints, goTo } = await visitSlowly();
    const asked = askedOf(page);
    await goTo('decisions');
    await rows(page).first().getByRole('link').focus();
    const pages = () => asked.filter(({ searchParams }) => searchParams.has('cursor')).length;
    while (pages() < 3) {
      await page.keyboard.press('End');
      await page.evaluate('new Promise(requestAnimationFrame)');
    }
    expect(await rows(page).count()).to.be.below(SEEN);

    const mapping = numbered('mapping', 778);
    await page.getByRole('searchbox', { name: 'Mapping' }).fill(mapping);
    await page.keyboard.press('Enter');
    // The others of the twenty are denied, by no mapping.
    await page.getByText('That is all: 14').waitFor();
    const [search] = asked.filter(({ searchParams }) => searchParams.get('mapping') === mapping);
    expect(search?.pathname).to.match(/\/admin\/v1\/decisions$/);
    expect(complaints).to.deep.equal([]);
  });

  it('has workloads searched by the gateway', async () => {
    const { page, goTo } = await visitSlowly();
    const asked = askedOf(page);
    const name = `acme/${numbered('part', 4321)}`;
    // The inventory counts for some seconds.
    const link = page.getByRole('link', { name });
    do {
      await goTo(`workloads?name=${encodeURIComponent(name)}`);
      await page.getByText(/^That is all|^No workload is here/).waitFor();
    } while ((await link.count()) === 0);
    expect(asked.some(({ searchParams }) => searchParams.get('name') === name)).to.equal(true);
    await goTo('workloads');
    await rows(page).first().waitFor();
    expect(await rows(page).count()).to.be.below(SEEN);
  });

  it('shows what is written before the compiler has read it, and then what the compiler says', async () => {
    const { page, complaints, goTo } = await visitSlowly();
    await goTo(`trust/edit?kind=Mapping&id=${numbered('mapping', 500)}`);
    await page.getByText('purpose', { exact: true }).click();
    await page.keyboard.press('End');
    const text = page.getByRole('textbox', { name: 'Document' });
    for (const letter of '\nscops: []') {
      await page.keyboard.insertText(letter);
    }
    expect(await text.textContent()).to.contain('scops: []');
    await page.getByRole('button', { name: /unknown-member/ }).waitFor();
    expect(complaints).to.deep.equal([]);
  });

  it('draws the graph by what joins issuers and targets, however many mappings that are', async () => {
    const { page, complaints, goTo } = await visitSlowly();
    await goTo('trust/graph');
    const mappings = page.getByRole('list', { name: 'Mappings' }).getByRole('listitem');
    await mappings.first().waitFor();
    expect(await mappings.count()).to.be.below(MANY.targets + 5);
    await page
      .getByRole('link', { name: `${MANY.mappings / MANY.targets} mappings` })
      .first()
      .click();
    await page.waitForURL(/\/trust\?issuer=github&target=service-/);
    expect(complaints).to.deep.equal([]);
  });
});
