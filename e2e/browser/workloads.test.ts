import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { expectAccessible } from './chromium.ts';
import { openShopConsole, type ShopConsole } from './shop-console.ts';

describe('the console, workloads', () => {
  let shop: ShopConsole;

  before(async () => {
    shop = await openShopConsole();
    for (const run_id of ['1', '2', '3']) await shop.ask({ run_id }, { scope: 'deploy:read' });
  });

  after(() => shop.close());

  /** The inventory is some seconds behind the decisions. */
  async function openWorkload(page: Page): Promise<void> {
    const link = page.getByRole('link', { name: 'acme/shop' });
    while ((await link.count()) === 0) {
      await page.reload();
      await page.getByRole('heading', { name: 'Workloads' }).waitFor();
      await page.getByText(/^That is all|^No workload is here/).waitFor();
    }
    await link.click();
    await page.getByRole('heading', { name: 'Mappings it used' }).waitFor();
  }

  it('shows what one used beside what it was granted, and what would do', async () => {
    const { page, complaints } = await shop.visit('Ada', 'workloads');
    await openWorkload(page);
    await page.getByRole('row', { name: /^deploy:write yes never used/ }).waitFor();
    await page.getByText('scopes: [deploy:read]').waitFor();
    await page.getByText('owned by shop@acme.example').waitFor();
    await expectAccessible(page);
    expect(complaints).to.deep.equal([]);
  });

  it('tells who may not revoke why', async () => {
    const { page } = await shop.visit('Bob', 'workloads');
    await openWorkload(page);
    const button = page.getByRole('button', { name: /^Revoke everything of this workload/ });
    expect(await button.getAttribute('aria-disabled')).to.equal('true');
    await button.focus();
    await page.getByRole('tooltip', { name: 'No mapping grants you the scope tokens:revoke.' }).waitFor();
    await button.click({ force: true });
    expect(await page.getByRole('alertdialog').count()).to.equal(0);
  });

  it('revokes one task, then all of a workload, and says how many first', async () => {
    const { page } = await shop.visit('Ada', 'workloads');
    await openWorkload(page);
    const revoke = async (name: string | RegExp, tokens: string) => {
      await page.getByRole('button', { name }).first().click();
      const dialog = page.getByRole('alertdialog', { name: /^Revoke every/ });
      await dialog.getByText(tokens).waitFor();
      await expectAccessible(page);
      await dialog.getByRole('button', { name: 'Revoke' }).click();
      await dialog.getByText('Say why').waitFor();
      await dialog.getByRole('textbox', { name: 'Reason' }).fill('A laptop was stolen');
      await page.keyboard.press('Enter');
      await dialog.waitFor({ state: 'detached' });
    };
    await revoke('Revoke everything of this task…', '1 live token');
    await page.getByText('Revoked, on every replica.').first().waitFor();
    await revoke('Revoke everything of this workload…', '2 live tokens');
    await page.getByText('It holds none.').waitFor();
  });
});
