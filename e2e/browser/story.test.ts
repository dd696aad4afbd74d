import { type GitHubPlatform, startGitHubPlatform } from '@cambio/testkit';
import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { type Answer, post } from '../shop/answer.ts';
import { createService, type Service } from '../shop/service.ts';
import { exchangeForm } from '../shop/shop.ts';
import { introspectionOf, postForm } from '../shop/token-status.ts';
import { DEPLOYER, shopTrust } from '../shop/trust.ts';
import { launchChromium } from './chromium.ts';
import { openWorkplace, type Workplace } from './people.ts';
import { visit } from './visitor.ts';

/** What Ada writes, with one letter missing. */
const BLOG = `kind: Mapping
id: blog-deploy
owner: blog@acme.example
purpose: Deploy the blog from main
issuer: github
target: deployer
match:
  repository_id: "777"
  ref: refs/heads/main
  event_name: push
grant:
  scops: [deploy:read, deploy:write]
`;

/** The blog's job, on a branch that nobody thought of. */
const JOB = {
  repository: 'acme/blog',
  repository_id: '777',
  ref: 'refs/heads/release',
  event_name: 'push',
} as const;

describe('the console, from a mapping that is missing to a token that is revoked', () => {
  let browser: Browser;
  let platform: GitHubPlatform;
  let deployer: Service;
  let workplace: Workplace;

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

  async function runJob(): Promise<Answer> {
    const { issuer } = workplace.gateway;
    return post(issuer, exchangeForm(await platform.issue({ aud: issuer, ...JOB })));
  }

  async function isActive(token: string): Promise<boolean> {
    const { issuer } = workplace.gateway;
    const form = { token, ...(await deployer.credentials(issuer)) };
    return introspectionOf(await postForm(`${issuer}/introspect`, form)).active;
  }

  it('is one way', async () => {
    const { page, complaints } = await visit(browser, workplace, 'Ada');
    const to = (name: string) =>
      page.getByRole('navigation', { name: 'Console' }).getByRole('link', { name }).click();

    // A mapping with a mistake, mended where the editor shows it.
    await to('Trust');
    await page.getByRole('link', { name: 'New mapping' }).click();
    await page.getByRole('textbox', { name: 'Document' }).focus();
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Delete');
    await page.keyboard.insertText(BLOG);
    await page.getByRole('button', { name: /unknown-member/ }).click();
    await page.keyboard.press('Control+Shift+ArrowRight');
    await page.keyboard.insertText('scopes');
    await page.getByRole('button', { name: /unknown-member/ }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /^Review changes/ }).click();
    await page.getByRole('textbox', { name: 'Reason' }).fill('The blog deploys, too');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved as r2, and in force.').waitFor();

    // A denial, as it is made, and why.
    await to('Decisions');
    await page.getByText('Live', { exact: true }).waitFor();
    expect((await runJob()).failure?.reason).to.equal('claim_mismatch');
    await page
      .getByRole('row', { name: /denied .*acme\/blog/ })
      .getByRole('link')
      .click();
    await page.getByText('nearest miss').waitFor();
    await page
      .getByRole('row', { name: /^failed ref/ })
      .first()
      .waitFor();

    // The change that is proposed, its effect on what was recorded, and saving it.
    await page.getByRole('link', { name: 'Fix this' }).click();
    await page.getByRole('heading', { name: 'Let ref be "refs/heads/release" as well.' }).waitFor();
    await page.getByText('With it, the same request would be allowed').waitFor();
    await page.getByRole('button', { name: 'Accept the change' }).click();
    await page.getByRole('button', { name: /^Review changes/ }).click();
    await page.getByText('now allowed').waitFor();
    await page.getByRole('textbox', { name: 'Reason' }).fill('Releases deploy, too');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved as r3, and in force.').waitFor();

    // The same job is allowed, seen live; its token is revoked, and introspection says so.
    await to('Decisions');
    await page.getByText('Live', { exact: true }).waitFor();
    const { token } = await runJob();
    if (token === undefined) throw new Error('the job is still denied');
    await page
      .getByRole('row', { name: /allowed .*acme\/blog/ })
      .getByRole('link')
      .click();
    expect(await isActive(token.access_token)).to.equal(true);
    await page.getByRole('button', { name: /^Revoke this token/ }).click();
    const question = page.getByRole('alertdialog', { name: /^Revoke/ });
    await question.getByText('1 live token').waitFor();
    await question.getByRole('textbox', { name: 'Reason' }).fill('Only a try');
    await question.getByRole('button', { name: 'Revoke' }).click();
    await page.getByText('Revoked, on every replica.').waitFor();
    expect(await isActive(token.access_token)).to.equal(false);
    expect(complaints).to.deep.equal([]);
  });
});
