import { expect } from 'chai';
import { createService, type Service } from '../shop/service.ts';
import { introspectionOf, postForm } from '../shop/token-status.ts';
import { DEPLOYER } from '../shop/trust.ts';
import { openShopConsole, type ShopConsole } from './shop-console.ts';
import { writeInstead } from './write-instead.ts';

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
  let deployer: Service;
  let shop: ShopConsole;

  before(async () => {
    deployer = await createService('deployer', [DEPLOYER]);
    shop = await openShopConsole({ args: ['--set', `clients=${JSON.stringify([deployer.registration])}`] });
  });

  after(() => shop.close());

  async function isActive(token: string): Promise<boolean> {
    const { issuer } = shop.gateway;
    const form = { token, ...(await deployer.credentials(issuer)) };
    return introspectionOf(await postForm(`${issuer}/introspect`, form)).active;
  }

  it('is one way', async () => {
    const { page, complaints } = await shop.visit('Ada');
    const to = (name: string) =>
      page.getByRole('navigation', { name: 'Console' }).getByRole('link', { name }).click();

    // A mapping with a mistake, mended where the editor shows it.
    await to('Trust');
    await page.getByRole('link', { name: 'New mapping' }).click();
    await writeInstead(page, BLOG);
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
    expect((await shop.ask(JOB)).failure?.reason).to.equal('claim_mismatch');
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
    const { token } = await shop.ask(JOB);
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
