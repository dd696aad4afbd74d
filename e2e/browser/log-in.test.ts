import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { expectAccessible, launchChromium, openPage } from './chromium.ts';
import { openWorkplace, type Workplace } from './people.ts';

describe('the console, logging in', () => {
  let browser: Browser;
  let workplace: Workplace;

  before(async () => {
    browser = await launchChromium();
    workplace = await openWorkplace();
  });

  after(async () => {
    await browser.close();
    await workplace.close();
  });

  async function openConsole(path = '') {
    const context = await browser.newContext({ colorScheme: 'light' });
    const watched = await openPage(context);
    await watched.page.goto(`${workplace.gateway.issuer}/console/${path}`);
    return watched;
  }

  it('asks who one is, and lets in whom a mapping grants it', async () => {
    const { page, complaints } = await openConsole();
    await page.getByRole('button', { name: 'Log in' }).waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.getByRole('link', { name: 'Ada' }).click();
    await page.getByRole('heading', { name: 'Overview' }).waitFor();
    await expectAccessible(page);
    expect(complaints).to.deep.equal([]);
  });

  it('knows one again after a reload, without asking', async () => {
    const { page, complaints } = await openConsole();
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.getByRole('link', { name: 'Ada' }).click();
    await page.getByRole('heading', { name: 'Overview' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Overview' }).waitFor();
    expect(complaints).to.deep.equal([]);
  });

  it('tells whom nothing is granted why, and by which decision', async () => {
    const { page } = await openConsole();
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.getByRole('link', { name: 'Eve' }).click();
    await page.getByText('claim_mismatch').waitFor();
    await expectAccessible(page);
  });
});
