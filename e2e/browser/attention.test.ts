import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { expectAccessible } from './chromium.ts';
import { fillLedger } from './scale/fill-ledger.ts';
import { openShopConsole, type ShopConsole } from './shop-console.ts';

/** An issuer that nobody answers for, and mappings that somebody should look at. */
const NEGLECTED = `
---
kind: Issuer
id: gone
provider: gitlab
url: http://127.0.0.1:9
allowPrivateNetwork: true
owner: platform@acme.example
---
kind: Mapping
id: overdue
owner: shop@acme.example
purpose: Looked at long ago
issuer: github
target: deployer
reviewBy: 2026-01-01
match: { repository_id: "5", event_name: push }
grant: { scopes: [deploy:read] }
---
kind: Mapping
id: too-broad
owner: shop@acme.example
purpose: Let in whoever is called so
issuer: github
target: deployer
match: { repository: { glob: "blog/*" }, event_name: push }
grant: { scopes: [deploy:read] }
`;

describe('the console, what needs attention', () => {
  let shop: ShopConsole;

  before(async () => {
    shop = await openShopConsole({ trust: NEGLECTED });
    for (const changes of [{ ref: 'refs/heads/other' }, { brand_new: 'x' }]) await shop.ask(changes);
    fillLedger({ folder: shop.gateway.folder, decisions: 500, now: Date.now() });
  });

  after(() => shop.close());

  /** The lines that a badge of this name begins, once there is one. */
  async function linesOf(page: Page, title: string) {
    const attention = page.getByRole('region', { name: /^Needs attention/ });
    const more = attention.getByRole('button', { name: /^Show .* more/ });
    const lines = attention.getByRole('listitem').filter({ hasText: title });
    // The inventory, and what is read of issuers, are some seconds behind.
    for (;;) {
      await attention.getByRole('listitem').first().waitFor();
      if ((await more.count()) > 0) await more.click();
      if ((await lines.count()) > 0) return lines;
      await page.reload();
    }
  }

  for (const [title, about, place] of [
    ['issuer keys', 'gone', /issuers$/],
    ['drift', 'github', /issuers$/],
    ['review overdue', 'Mapping/overdue', /trust\/mappings\/overdue$/],
    ['broad glob', 'Mapping/too-broad', /trust\/mappings\/too-broad$/],
    ['mutable name', 'Mapping/too-broad', /trust\/mappings\/too-broad$/],
    ['unused', 'Mapping/shop-publish', /trust\/mappings\/shop-publish$/],
  ] as const) {
    it(`has ${title} of ${about}, and leads to it`, async () => {
      const { page } = await shop.visit('Ada');
      const line = (await linesOf(page, title)).filter({ hasText: about });
      await line.getByRole('link', { name: about }).click();
      await page.waitForURL(place);
    });
  }

  it('says on the page of issuers what is wrong with each', async () => {
    const { page, complaints, goTo } = await shop.visit('Ada');
    await goTo('issuers');
    const gone = page.getByRole('region', { name: /^gone/ });
    await gone.getByText('keys missing').waitFor();
    await gone.getByText('unreachable').waitFor();
    await page
      .getByRole('region', { name: /^github/ })
      .getByText('unknown claim: brand_new')
      .waitFor();
    expect(complaints).to.deep.equal([]);
  });

  it('lists what is unused among the findings of mappings', async () => {
    const { page, goTo } = await shop.visit('Ada');
    await linesOf(page, 'unused');
    await goTo('trust?finding=unused');
    await page
      .getByRole('row', { name: /^shop-publish/ })
      .getByRole('link')
      .click();
    await page.getByText('has granted nothing').waitFor();
    await expectAccessible(page);
  });

  /** What the gateway would say an hour into an outage: nobody can wait for it here. */
  it('tells of stale keys, of a store that is down, and of documents that were refused', async () => {
    const { page, goTo } = await shop.visit('Ada');
    await page.route('**/admin/v1/status', async (route) => {
      const answer = await route.fetch();
      const status = await answer.json();
      const warnings = [
        { kind: 'issuer_keys', about: 'github', message: 'its keys are stale' },
        { kind: 'store_down', about: 'marks', message: 'does not answer' },
        { kind: 'trust_refused', about: 'trust', message: '2 errors in the newest trust documents' },
      ];
      await route.fulfill({ response: answer, json: { ...status, warnings } });
    });
    await goTo('');
    const attention = page.getByRole('region', { name: /^Needs attention/ });
    for (const words of ['its keys are stale', 'marks does not answer', '2 errors in the newest']) {
      await attention.getByRole('listitem').filter({ hasText: words }).waitFor();
    }
    await expectAccessible(page);
  });
});
