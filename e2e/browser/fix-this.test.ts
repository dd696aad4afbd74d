import { type GitHubPlatform, startGitHubPlatform } from '@cambio/testkit';
import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { post } from '../shop/answer.ts';
import { createService, type Service } from '../shop/service.ts';
import { exchangeForm } from '../shop/shop.ts';
import { introspectionOf, postForm } from '../shop/token-status.ts';
import { DEPLOYER, SHOP, shopTrust } from '../shop/trust.ts';
import { expectAccessible, launchChromium } from './chromium.ts';
import { openWorkplace, type Workplace } from './people.ts';
import { visit } from './visitor.ts';

describe('the console, fixing a denial', () => {
  let browser: Browser;
  let platform: GitHubPlatform;
  let workplace: Workplace;
  let deployer: Service;

  before(async () => {
    browser = await launchChromium();
    platform = await startGitHubPlatform({ now: Date.now });
    deployer = await createService('deployer', [DEPLOYER]);
    const clients = ['--set', `clients=${JSON.stringify([deployer.registration])}`];
    workplace = await openWorkplace(shopTrust(platform.issuer), clients, 'ledger');
  });

  after(async () => {
    await browser.close();
    await workplace.close();
    await platform.close();
  });

  /** The shop's job, on another branch. */
  async function runJob(claims = {}) {
    const { issuer } = workplace.gateway;
    const changed = { aud: issuer, ...SHOP, ref: 'refs/heads/release', ...claims };
    return post(issuer, exchangeForm(await platform.issue(changed)));
  }

  async function isActive(token: string): Promise<boolean> {
    const { issuer } = workplace.gateway;
    const form = { token, ...(await deployer.credentials(issuer)) };
    return introspectionOf(await postForm(`${issuer}/introspect`, form)).active;
  }

  it('leads from a denied job to the same job allowed, and to its token revoked', async () => {
    const denied = (await runJob()).failure;
    expect(denied?.reason).to.equal('claim_mismatch');

    const { page, complaints, goTo } = await visit(browser, workplace, 'Ada');
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

    const { token } = await runJob();
    if (token === undefined) throw new Error('the job is still denied');
    expect(await isActive(token.access_token)).to.equal(true);

    await goTo(`decisions/${token.decision_id}`);
    await page.getByRole('button', { name: /Revoke this token/ }).click();
    const dialog = page.getByRole('alertdialog');
    await dialog.getByRole('textbox').fill('Only a try');
    await dialog.getByRole('button', { name: 'Revoke' }).click();
    await page.getByText('Revoked, on every replica.').waitFor();
    expect(await isActive(token.access_token)).to.equal(false);
    expect(complaints).to.deep.equal([]);
  });

  it('says so where no single change would do, and opens the nearest mapping', async () => {
    const denied = (await runJob({ repository_id: '9', ref: 'refs/heads/other' })).failure;
    const { page, goTo } = await visit(browser, workplace, 'Ada');
    await goTo(`trust/edit?decision=${denied?.decision_id}`);
    await page.getByText('There is no change to propose').waitFor();
    await page.getByText('id: shop-deploy').waitFor();
  });
});
