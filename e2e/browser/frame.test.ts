import { expect } from 'chai';
import { expectAccessible } from './chromium.ts';
import { openShopConsole, type ShopConsole } from './shop-console.ts';

describe('the console, around its pages', () => {
  let shop: ShopConsole;

  before(async () => {
    shop = await openShopConsole({ trustSource: 'directory' });
    await shop.ask();
    await shop.ask({ ref: 'refs/heads/x' });
  });

  after(() => shop.close());

  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [1280, 375]) {
      it(`is accessible and fits: ${colorScheme}, ${width} pixels wide`, async () => {
        const { page, complaints } = await shop.visit('Ada', '', {
          colorScheme,
          viewport: { width, height: 800 },
        });
        for (const [path, title] of [
          ['', 'Overview'],
          ['decisions', 'Decisions'],
          ['workloads', 'Workloads'],
          ['trust', 'Trust'],
          ['trust/mappings/shop-deploy', 'shop-deploy'],
          ['keys', 'Keys'],
          ['nowhere', 'Nothing is here'],
        ]) {
          await page.goto(`${shop.gateway.issuer}/console/${path}`);
          await page.getByRole('heading', { name: title ?? '', level: 1 }).waitFor();
          await page.getByText('Loading…').first().waitFor({ state: 'detached' });
          await page.waitForLoadState('networkidle', { timeout: 2000 }).catch(() => undefined);
          await expectAccessible(page);
          expect(await page.evaluate('document.documentElement.scrollWidth')).to.equal(width);
        }
        expect(complaints).to.deep.equal([]);
      });
    }
  }

  it('says what needs attention, with a link to where it is mended', async () => {
    const { page } = await shop.visit('Ada');
    const attention = page.getByRole('region', { name: /Needs attention/ });
    await attention.getByRole('link', { name: 'Mapping/platform-team' }).waitFor();
  });

  it('remembers the theme', async () => {
    const { page } = await shop.visit('Ada');
    const background = () => page.evaluate('getComputedStyle(document.body).backgroundColor');
    const light = await background();
    await page.getByRole('button', { name: 'Theme' }).click();
    await page.getByRole('menuitemradio', { name: 'Dark' }).click();
    const dark = await background();
    expect(dark).not.to.equal(light);
    await page.reload();
    await page.getByRole('heading', { name: 'Overview' }).waitFor();
    expect(await background()).to.equal(dark);
  });

  it('finds pages by what they are called, and decisions by their ids', async () => {
    const { token } = await shop.ask();
    const { page } = await shop.visit('Ada');
    const typeInPalette = async (text: string) => {
      await page.keyboard.press('Control+k');
      await page.getByRole('dialog', { name: 'Commands' }).getByRole('searchbox').fill(text);
    };
    await typeInPalette('work');
    await page.getByRole('menuitem', { name: /^Workloads g w/ }).waitFor();
    await expectAccessible(page);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Workloads' }).waitFor();
    await typeInPalette(token?.decision_id ?? '');
    await page.getByRole('menuitem', { name: 'Open decision' }).waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/decisions/${token?.decision_id}`);
  });

  it('explains its keys, and leaves single ones alone when it is told to', async () => {
    const { page } = await shop.visit('Ada');
    await page.getByRole('heading', { name: 'Overview' }).waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keyboard' }).waitFor();
    await expectAccessible(page);
    await page.getByText('Single keys are shortcuts').click();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('?');
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog', { name: 'Commands' }).waitFor();
    expect(await page.getByRole('dialog', { name: 'Keyboard' }).count()).to.equal(0);
  });

  it('says who is logged in and what they may do, and logs out', async () => {
    const { page } = await shop.visit('Bob');
    await page.getByRole('button', { name: /^Account: person\/bob/ }).click();
    await page.getByText('not granted: revoke tokens').waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Log out' }).click();
    await page.getByRole('button', { name: 'Log in' }).waitFor();
  });
});
