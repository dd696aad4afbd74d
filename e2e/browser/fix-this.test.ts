import { expect } from 'chai';
import { expectAccessible } from './chromium.ts';
import { openShopConsole, type ShopConsole } from './shop-console.ts';

describe('the console, fixing a denial', () => {
  let shop: ShopConsole;

  before(async () => {
    shop = await openShopConsole();
  });

  after(() => shop.close());

  it('leads from a denied job to the same job allowed', async () => {
    const denied = (await shop.ask({ ref: 'refs/heads/release' })).failure;
    expect(denied?.reason).to.equal('claim_mismatch');

    const { page, complaints, goTo } = await shop.visit('Ada');
    await goTo(`decisions/${denied?.decision_id}`);
    await page.getByRole('link', { name: 'Fix this' }).first().click();
    await page.getByRole('heading', { name: 'Let ref be "refs/heads/release" as well.' }).waitFor();
    await page.getByText('With it, the same request would be allowed').waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Accept the change' }).click();
    await page.getByRole('button', { name: /^Review changes/ }).click();
    await page.getByText('now allowed').waitFor();
    await page.getByRole('textbox', { name: 'Reason' }).fill('Releases deploy too');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved as r2, and in force.').waitFor();

    expect((await shop.ask({ ref: 'refs/heads/release' })).token).not.to.equal(undefined);
    expect(complaints).to.deep.equal([]);
  });

  it('says so where no single change would do, and opens the nearest mapping', async () => {
    const denied = (await shop.ask({ repository_id: '9', ref: 'refs/heads/other' })).failure;
    const { page, goTo } = await shop.visit('Ada');
    await goTo(`trust/edit?decision=${denied?.decision_id}`);
    await page.getByText('There is no change to propose').waitFor();
    await page.getByText('id: shop-deploy').waitFor();
  });
});
