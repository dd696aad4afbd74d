import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { expectAccessible } from './chromium.ts';
import { openShopConsole, type ShopConsole } from './shop-console.ts';

const ON_A_BRANCH = { ref: 'refs/heads/try-free-shipping' };

describe('the console, decisions', () => {
  let shop: ShopConsole;

  before(async () => {
    shop = await openShopConsole();
  });

  after(() => shop.close());

  const rows = (page: Page) => page.getByRole('table', { name: 'Decisions' }).getByRole('row');

  it('shows a denial as it is made, and why it was one', async () => {
    const { page, complaints } = await shop.visit('Ada', 'decisions');
    await page.getByText('Live', { exact: true }).waitFor();
    await shop.ask(ON_A_BRANCH);
    await rows(page).filter({ hasText: 'claim_mismatch' }).getByRole('link').click();
    await page.getByText('nearest miss').waitFor();
    const condition = page.getByRole('row', { name: /^failed ref/ });
    expect(await condition.first().textContent()).to.match(
      /equals "refs\/heads\/main"\s*"refs\/heads\/try-free-shipping"/,
    );
    await page.getByText('if only this held').waitFor();
    await expectAccessible(page);
    expect(complaints).to.deep.equal([]);
  });

  it('shows what was issued, and what today’s trust makes of it', async () => {
    const { token } = await shop.ask();
    const { page } = await shop.visit('Ada', `decisions/${token?.decision_id}`);
    await page.getByRole('heading', { name: 'Issued by the mapping shop-deploy' }).waitFor();
    await page.getByText('decides the same').waitFor();
    await expectAccessible(page);
    await page.getByRole('tab', { name: 'JSON' }).click();
    await page.getByText('"outcome": "allow"').waitFor();
    expect(await page.getByRole('tabpanel').textContent()).not.to.match(/eyJ/);
  });

  it('keeps its filters in the address, and what fails them out of the list', async () => {
    await shop.ask();
    await shop.ask(ON_A_BRANCH);
    const { page } = await shop.visit('Ada', 'decisions');
    await page.getByRole('button', { name: 'Outcome' }).click();
    await page.getByRole('option', { name: 'denied' }).click();
    await page.waitForURL(/\?outcome=deny$/);
    await rows(page).filter({ hasText: 'claim_mismatch' }).first().waitFor();
    expect(await rows(page).filter({ hasText: 'allowed' }).count()).to.equal(0);
    await page.getByRole('searchbox', { name: 'Mapping' }).fill('shop-deploy');
    await page.keyboard.press('Enter');
    await page.waitForURL(/mapping=shop-deploy/);
    await page.goBack();
    await page.waitForURL(/\?outcome=deny$/);
  });

  it('stands still while it is paused', async () => {
    const { page } = await shop.visit('Ada', 'decisions?reason=unknown_target');
    await page.getByText('Live', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Pause' }).click();
    await shop.ask({}, { audience: 'nowhere' });
    await page.getByText('Paused, 1 new').waitFor();
    expect(await rows(page).filter({ hasText: 'nowhere' }).count()).to.equal(0);
    await page.getByRole('button', { name: 'Resume' }).click();
    await rows(page).filter({ hasText: 'nowhere' }).waitFor();
  });

  it('is used with the keyboard alone', async () => {
    await shop.ask();
    await shop.ask();
    const { page } = await shop.visit('Ada');
    await page.getByRole('heading', { name: 'Overview' }).waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('d');
    await page.getByRole('heading', { name: 'Decisions' }).waitFor();
    const links = rows(page).getByRole('link');
    await links.first().focus();
    await page.keyboard.press('ArrowDown');
    await page.locator('tr[data-index="1"] a:focus').waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/decisions\/[\w-]{36}$/);
  });

  it('shows claims that are made to harm as the text they are', async () => {
    const markup = '<img src=x onerror="document.title=`gone`"><script>document.title="gone"</script>';
    const repository = `acme/${markup}\u202Efdp.exe\u0007${'y'.repeat(200)}`;
    const { failure } = await shop.ask({
      repository,
      repository_id: '666',
      ref: `refs/heads/${'x'.repeat(900)}`,
    });
    const { page, complaints } = await shop.visit('Ada', `decisions/${failure?.decision_id}`);
    const heading = page.getByRole('heading', { level: 1 });
    expect(await heading.textContent())
      .to.contain('<img src=x onerror=')
      .and.contain('U+202E');
    expect(await page.locator('main img, main script').count()).to.equal(0);
    expect(await page.locator('main').textContent()).not.to.match(/[\p{Cc}\p{Cf}]/u);
    await page.getByRole('button', { name: /more$/ }).first().waitFor();
    await expectAccessible(page);
    await page.getByRole('tab', { name: 'Claims' }).click();
    await page.getByRole('row', { name: /^repository "acme/ }).waitFor();
    await page.goto(`${shop.gateway.issuer}/console/decisions`);
    await rows(page).filter({ hasText: '<img src=x' }).first().waitFor();
    expect(await page.title()).to.equal('Decisions · Cambio');
    expect(complaints).to.deep.equal([]);
  });
});
