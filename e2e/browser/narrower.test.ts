import { expect } from 'chai';
import { expectAccessible } from './chromium.ts';
import { openShopConsole, type ShopConsole } from './shop-console.ts';

describe('the console, a narrower mapping', () => {
  let shop: ShopConsole;

  before(async () => {
    shop = await openShopConsole();
    for (let run = 0; run < 12; run++) await shop.ask({}, { scope: 'deploy:read' });
  });

  after(() => shop.close());

  it('is suggested from what was really used, and is one click from the editor', async () => {
    const { page, complaints, goTo } = await shop.visit('Ada');
    await goTo('trust/mappings/shop-deploy');
    const card = page.getByRole('region', { name: 'What it could do without' });
    const change = card.getByRole('listitem').filter({ hasText: 'grant.scopes' });
    // The inventory, which knows what was asked for, is some seconds behind.
    while ((await change.count()) === 0) {
      await page.reload();
      await card.getByText(/requests of the last/).waitFor();
    }
    await change.getByText('deploy:write').waitFor();
    await card.getByText(/^By 12 requests of the last 90 days/).waitFor();
    await expectAccessible(page);
    await card.getByRole('link', { name: 'Open it narrower in the editor' }).click();
    await page.getByRole('button', { name: /^Review changes/ }).click();
    await page.getByText('None would turn out otherwise.').waitFor();
    await page.getByRole('textbox', { name: 'Reason' }).fill('Nobody writes');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved as r2, and in force.').waitFor();
    expect((await shop.ask({}, { scope: 'deploy:read' })).token?.scope).to.equal('deploy:read');
    expect((await shop.ask({}, { scope: 'deploy:write' })).failure?.reason).to.equal('scope_not_granted');
    expect(complaints).to.deep.equal([]);
  });

  it('is told beside each use of a workload, too', async () => {
    const { page, complaints, goTo } = await shop.visit('Ada');
    await goTo('workloads');
    await page.getByRole('link', { name: 'acme/shop' }).click();
    const use = page.getByRole('region', { name: 'What shop-deploy could do without' });
    await use.getByText(/requests of the last/).waitFor();
    await expectAccessible(page);
    expect(complaints).to.deep.equal([]);
  });
});
