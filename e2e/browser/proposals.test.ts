import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { expectAccessible } from './chromium.ts';
import { openShopConsole, type ShopConsole } from './shop-console.ts';

describe('the console, where another admin has to approve', () => {
  let shop: ShopConsole;

  before(async () => {
    shop = await openShopConsole({ args: ['--set', 'trust.approvals=1'] });
  });

  after(() => shop.close());

  /** Answers the question that a button asks, with a reason. */
  async function settle(page: Page, button: 'Approve' | 'Reject or withdraw', reason: string) {
    await page.getByRole('button', { name: button }).click();
    // What is said at the end is an alert dialog, too: this one is called what it asks.
    const dialog = page.getByRole('alertdialog', { name: /\?$/ });
    await dialog.waitFor();
    await expectAccessible(page);
    await dialog.getByRole('textbox', { name: 'Reason' }).fill(reason);
    await page.keyboard.press('Enter');
    return dialog;
  }

  it('proposes what is written, has nobody approve their own, and puts in force what another approves', async () => {
    const [ada, grace] = await Promise.all([shop.visit('Ada'), shop.visit('Grace')]);
    await ada.goTo('trust/edit?kind=Mapping&id=shop-publish');
    await ada.page.getByText('purpose', { exact: true }).click();
    await ada.page.keyboard.press('End');
    await ada.page.keyboard.insertText(' and their types');
    await ada.page.getByRole('button', { name: /^Review changes/ }).click();
    await ada.page.getByText('Another admin has to approve it').waitFor();
    await ada.page.getByRole('textbox', { name: 'Reason' }).fill('Say it all');
    await ada.page.getByRole('button', { name: 'Propose' }).click();
    await ada.page.getByText('Proposed: it waits for another admin.').waitFor();
    await ada.page.getByRole('link', { name: 'Say it all' }).click();
    await ada.page.getByText(/proposed by .*ada/).waitFor();
    await expectAccessible(ada.page);
    const own = await settle(ada.page, 'Approve', 'I am sure');
    await own.getByText('A change is approved by another admin than who proposed it.').waitFor();

    await grace.goTo('trust/proposals');
    await grace.page.getByText('open', { exact: true }).waitFor();
    await grace.page.getByRole('link', { name: 'Say it all' }).click();
    await grace.page.getByText('and their types').first().waitFor();
    const dialog = await settle(grace.page, 'Approve', 'It says it all');
    await dialog.waitFor({ state: 'detached' });
    await grace.page.getByText(/^Approved: it is in force as r2/).waitFor();
    await grace.page.getByRole('button', { name: /^Approve.*It is approved/ }).waitFor();
    await grace.goTo('trust/mappings/shop-publish');
    await grace.page.getByText('and their types').waitFor();
    expect([...ada.complaints, ...grace.complaints]).to.deep.equal([]);
  });

  it('proposes to delete, and deletes nothing that is rejected', async () => {
    const [ada, grace] = await Promise.all([shop.visit('Ada'), shop.visit('Grace')]);
    await ada.goTo('trust/mappings/shop-deploy');
    await ada.page.getByRole('button', { name: /^Delete…/ }).click();
    const asked = ada.page.getByRole('alertdialog', { name: /\?$/ });
    await asked.getByText('Another admin has to approve it before it is gone.').waitFor();
    await asked.getByRole('textbox', { name: 'Reason' }).fill('The shop closes');
    await asked.getByRole('button', { name: 'Propose to delete' }).click();
    await ada.page.getByText('Proposed: it waits for another admin.').waitFor();

    await grace.goTo('trust/proposals');
    await grace.page.getByRole('link', { name: 'The shop closes' }).click();
    const dialog = await settle(grace.page, 'Reject or withdraw', 'It does not');
    await dialog.waitFor({ state: 'detached' });
    await grace.page.getByText('The change is rejected.').waitFor();
    await ada.goTo('trust/mappings/shop-deploy');
    await ada.page.getByRole('heading', { name: 'What it says' }).waitFor();
    expect([...ada.complaints, ...grace.complaints]).to.deep.equal([]);
  });
});
