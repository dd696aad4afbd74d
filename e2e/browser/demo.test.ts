import { EOL } from 'node:os';
import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { type RunningCambio, startCambio } from '../gateway/cambio.ts';
import { launchChromium, openPage } from './chromium.ts';

describe('the console of the demo', () => {
  let browser: Browser;
  let demo: RunningCambio;

  before(async () => {
    browser = await launchChromium();
    demo = startCambio(['demo']);
  });

  after(async () => {
    await browser.close();
    demo.process.kill('SIGINT');
    expect(await demo.finished).to.include({ code: 0 });
  });

  it('is one click away, and knows what the tour was denied', async () => {
    const said = await demo.says(`press Ctrl-C.${EOL}`);
    const [address = ''] = /http:\S+\/console\//.exec(said) ?? [];
    const { page, complaints } = await openPage(await browser.newContext());
    await page.goto(address);
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.getByRole('link', { name: /^Ada/ }).click();
    await page.getByRole('link', { name: 'Decisions' }).click();
    const decisions = page.getByRole('table', { name: 'Decisions' });
    await decisions
      .getByRole('row', { name: /claim_mismatch/ })
      .getByRole('link')
      .click();
    await page.getByText('found "refs/heads/try-free-shipping"').waitFor();
    expect(complaints).to.deep.equal([]);
  });
});
