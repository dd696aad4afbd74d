import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { expectAccessible } from './chromium.ts';
import { openShopConsole, type ShopConsole } from './shop-console.ts';
import type { Visitor } from './visitor.ts';
import { writeInstead } from './write-instead.ts';

const WRITTEN = `kind: Mapping
id: blog-deploy
owner: blog@acme.example
purpose: See what the blog deployed
issuer: github
target: deployer
match:
  repository_id: "777"
  event_name: push
grant:
  scops: [deploy:read]
tests:
  - name: a push is let in
    claims: { $sample: github-actions, repository_id: "777", event_name: push }
    expect: allow
  - name: another repository is not
    claims: { $sample: github-actions, repository_id: "778", event_name: push }
    expect: { deny: claim_mismatch }
`;

describe('the console, editing trust', () => {
  let shop: ShopConsole;

  before(async () => {
    shop = await openShopConsole();
  });

  after(() => shop.close());

  it('shows a mistake at its place while it is written, and saves what is mended, by keyboard alone', async () => {
    const { page, complaints, goTo } = await shop.visit('Ada');
    await goTo('trust/edit');
    await writeInstead(page, WRITTEN);

    const problem = page.getByRole('button', { name: /unknown-member/ });
    await problem.waitFor();
    expect(await problem.textContent())
      .to.contain('line 11')
      .and.to.contain('scopes');
    await page.keyboard.press('Control+s');
    await page.getByText(/keep it from being saved/).waitFor();

    await problem.press('Enter');
    await page.keyboard.press('Control+Shift+ArrowRight');
    await page.keyboard.insertText('scopes');
    await page.getByText('Nothing is wrong with it.').waitFor();
    await page.getByRole('tab', { name: 'Tests' }).click();
    await page.getByRole('button', { name: 'passed a push is let in' }).waitFor();

    await page.getByRole('textbox', { name: 'Document' }).focus();
    await page.keyboard.press('Control+s');
    await page.getByRole('heading', { name: 'What it changes' }).waitFor();
    await page.getByText('deploy:read of deployer for tokens of github').waitFor();
    await page.getByText(/made again/).waitFor();
    await expectAccessible(page);
    await page.keyboard.insertText('The blog deploys too');
    await page.keyboard.press('Enter');
    await page.getByText('Saved as r2, and in force.').waitFor();
    await page.getByRole('heading', { name: 'blog-deploy', level: 1 }).waitFor();
    expect(complaints).to.deep.equal([]);
  });

  it('lists the change with its author and reason, and restores what was before it', async () => {
    const { page, complaints, goTo } = await shop.visit('Ada');
    await goTo('trust/history/r2');
    await page.getByText('The blog deploys too').waitFor();
    await page.getByText('mappings/blog-deploy.yaml').waitFor();
    await goTo('trust/history/r1');
    await page.getByRole('button', { name: 'Restore' }).click();
    const dialog = page.getByRole('alertdialog');
    await dialog.getByText('blog-deploy').waitFor();
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('The blog was too early');
    await dialog.getByRole('button', { name: 'Restore' }).click();
    await page.getByText('Saved as r3, and in force.').waitFor();
    await goTo('trust/mappings/blog-deploy');
    await page.getByText('There is no mapping blog-deploy').waitFor();
    expect(complaints).to.deep.equal([]);
  });

  it('says who was faster and what they changed, and goes on from there', async () => {
    const [ada, grace] = await Promise.all([shop.visit('Ada'), shop.visit('Grace')]);
    await begin(ada, 'shop-deploy', 'Deploy the shop');
    await begin(grace, 'shop-publish', 'Publish packages');
    await save(grace.page, 'Say it in fewer words');
    await grace.page.getByText(/Saved as/).waitFor();

    await save(ada.page, 'Main goes without saying');
    await ada.page.getByText('Somebody else changed the trust meanwhile').waitFor();
    await ada.page.getByText('Say it in fewer words').waitFor();
    await ada.page.getByRole('button', { name: /^Go on from/ }).click();
    await ada.page.getByRole('button', { name: 'Save' }).click();
    await ada.page.getByText(/Saved as/).waitFor();
  });

  it('lets nobody save over what somebody else made of the same document, whenever it was read again', async () => {
    const [ada, grace] = await Promise.all([shop.visit('Ada'), shop.visit('Grace')]);
    await begin(ada, 'shop-deploy', 'Deploy what was built');
    await begin(grace, 'shop-deploy', 'Deploy the whole shop');
    await save(grace.page, 'All of it');
    await grace.page.getByText(/Saved as/).waitFor();

    await readAgain(ada.page);
    await save(ada.page, 'As it was built');
    await ada.page.getByText('Somebody else changed the trust meanwhile').waitFor();
    await ada.page.getByText('All of it').waitFor();
  });

  it('keeps what is being written about a denial when somebody else saves', async () => {
    const { failure } = await shop.ask({ ref: 'refs/heads/try' });
    const [ada, grace] = await Promise.all([
      shop.visit('Ada', `trust/edit?decision=${failure?.decision_id}`),
      shop.visit('Grace'),
    ]);
    await ada.page.getByRole('button', { name: 'Leave it as it is' }).click();
    await writeInstead(ada.page, 'kind: Mapping\nid: half-written\n');
    await begin(grace, 'shop-publish', 'Publish what was built');
    await save(grace.page, 'What else');
    await grace.page.getByText(/Saved as/).waitFor();

    await readAgain(ada.page);
    await ada.page.getByRole('tab', { name: 'Effect' }).click();
    const text = await ada.page.getByRole('textbox', { name: 'Document' }).textContent();
    expect(text).to.contain('half-written');
  });

  it('decides about pasted claims in the browser, with the text as it stands', async () => {
    const { page, goTo } = await shop.visit('Ada');
    const sent: string[] = [];
    page.on('request', (request) => sent.push(request.postData() ?? ''));
    await goTo('trust/edit?kind=Mapping&id=shop-publish');
    await page.getByRole('tab', { name: 'Try a token' }).click();
    const claims = {
      iss: shop.platform.issuer,
      repository_id: '123456',
      repository_owner_id: '7',
      secret: 'xyzzy',
    };
    await page.getByRole('textbox', { name: 'Token or claims' }).fill(JSON.stringify(claims));
    await page.getByRole('button', { name: 'Try it here' }).click();
    await page.getByText('binding_required').waitFor();
    expect(sent.filter((body) => body.includes('xyzzy'))).to.deep.equal([]);
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`holds to WCAG on every page, in ${colorScheme}`, async () => {
      const { page, complaints, goTo } = await shop.visit('Ada', '', { colorScheme });
      for (const [path, sign] of PAGES) {
        await goTo(path);
        await page.getByText(sign, { exact: true }).first().waitFor();
        await expectAccessible(page);
      }
      expect(complaints).to.deep.equal([]);
    });
  }
});

/** Every page of the trust, and a text that is there once it has what it shows. */
const PAGES = [
  ['trust', 'shop-deploy'],
  ['trust/graph', 'deployer'],
  ['trust/mappings/shop-deploy', 'repository_id'],
  ['trust/edit?kind=Mapping&id=shop-deploy', 'no-tests'],
  ['trust/history', 'r1'],
  ['trust/history/r1', 'trust.yaml'],
  ['trust/proposals', 'Nothing was proposed'],
  ['issuers', 'github'],
  ['targets', 'deployer'],
  ['keys', 'signs'],
] as const;

/** Opens a mapping, and says its purpose otherwise. */
async function begin({ page, goTo }: Visitor, id: string, purpose: string): Promise<void> {
  await goTo(`trust/edit?kind=Mapping&id=${id}`);
  await page.getByText('purpose', { exact: true }).click();
  await page.keyboard.press('End');
  await page.keyboard.press('Shift+Home');
  await page.keyboard.type(`purpose: ${purpose}`);
}

/** Comes back to a page, again and again until it has read the documents anew. */
async function readAgain(page: Page): Promise<void> {
  const read = page.waitForResponse(/\/admin\/v1\/trust$/);
  await page.evaluate('setInterval(() => dispatchEvent(new Event("visibilitychange")), 500)');
  await (await read).finished();
}

/** Reviews what was written, and saves it. */
async function save(page: Page, reason: string): Promise<void> {
  await page.getByRole('button', { name: /^Review changes/ }).click();
  await page.getByRole('textbox', { name: 'Reason' }).fill(reason);
  await page.getByRole('button', { name: 'Save' }).click();
}
