import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { expectAccessible } from './chromium.ts';
import { openShopConsole, type ShopConsole } from './shop-console.ts';

describe('the console, what is asked before something ends', () => {
  let shop: ShopConsole;

  before(async () => {
    shop = await openShopConsole();
  });

  after(() => shop.close());

  /** The question, looked at by axe; it closes without a trace at Escape. */
  async function askedBy(page: Page, button: RegExp | string, title: string) {
    const dialog = page.getByRole('alertdialog', { name: title });
    await page.getByRole('button', { name: button }).first().click();
    await dialog.waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: button }).first().click();
    await expectAccessible(page);
    return dialog;
  }

  it('switches an issuer off, and on again', async () => {
    const { page, complaints, goTo } = await shop.visit('Ada');
    await goTo('issuers');
    const card = page.getByRole('region', { name: /^github/ });
    for (const [way, state] of [
      ['off', 'off'],
      ['on', /^keys/],
    ] as const) {
      const dialog = await askedBy(page, `Switch ${way} github`, `Switch github ${way}?`);
      await dialog.getByRole('textbox', { name: 'Reason' }).fill(`It goes ${way}`);
      await dialog.getByRole('button', { name: `Switch ${way}` }).click();
      await dialog.waitFor({ state: 'detached' });
      await card.getByText(state, { exact: true }).first().waitFor();
      expect((await shop.ask()).token !== undefined).to.equal(way === 'on');
    }
    expect(complaints).to.deep.equal([]);
  });

  it('deletes a mapping: what ends with it first, then why', async () => {
    expect((await shop.ask()).token).not.to.equal(undefined);
    const { page, complaints, goTo } = await shop.visit('Ada');
    await goTo('trust/mappings/shop-deploy');
    const dialog = await askedBy(page, /^Delete…/, 'Delete the mapping shop-deploy?');
    await dialog.getByText('2 live tokens').waitFor();
    await dialog.getByText('now denied').waitFor();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Delete' }).click();
    expect(await dialog.count()).to.equal(1);
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('The shop closes');
    await page.keyboard.press('Enter');
    await page.getByText('Saved as r4, and in force.').waitFor();
    await page.waitForURL('**/trust');
    expect((await shop.ask()).failure?.reason).to.equal('no_mapping');
    await goTo('trust/history');
    await page.getByText('The shop closes').waitFor();
    expect(complaints).to.deep.equal([]);
  });

  it('deletes nothing that others refer to, and says which', async () => {
    const { page, complaints, goTo } = await shop.visit('Ada');
    await goTo('targets');
    const dialog = await askedBy(page, /^Delete… packages/, 'Delete the target packages?');
    await dialog.getByText('The target is in use').waitFor();
    await dialog.getByText('Mapping/shop-publish').waitFor();
    await expectAccessible(page);
    expect(await dialog.getByRole('button', { name: 'Delete' }).isDisabled()).to.equal(true);
    await goTo('issuers');
    const ofIssuer = await askedBy(page, /^Delete… github/, 'Delete the issuer github?');
    await ofIssuer.getByText('The issuer is in use').waitFor();
    expect(complaints).to.deep.equal([]);
  });

  it('rotates keys, and revokes one', async () => {
    const { page, complaints, goTo } = await shop.visit('Ada');
    await goTo('keys');
    const rows = page.getByRole('row').filter({ hasText: /ES256/ });
    const kidOf = async (state: string) =>
      (await rows.filter({ hasText: state }).first().getByRole('cell').first().textContent()) ?? '';
    const [active, next] = [await kidOf('signs'), await kidOf('next')];

    const refused = await askedBy(page, 'Rotate', 'Rotate the keys?');
    await refused.getByRole('button', { name: 'Rotate', exact: true }).click();
    await refused.getByText('The next key has not been published long enough').waitFor();
    await expectAccessible(page);
    await refused.getByRole('button', { name: 'Cancel' }).click();

    const rotated = await askedBy(page, 'Rotate now', 'Rotate at once?');
    await rotated.getByRole('button', { name: 'Rotate now' }).click();
    await rows.filter({ hasText: next }).getByText('signs').waitFor();
    await rows.filter({ hasText: active }).getByText('retired').waitFor();

    const revoked = await askedBy(page, `Revoke ${active}`, `Revoke ${active}?`);
    await revoked.getByRole('button', { name: 'Revoke' }).click();
    await rows.filter({ hasText: active }).waitFor({ state: 'detached' });
    expect(complaints).to.deep.equal([]);
  });
});
