import { expect } from 'chai';
import { openShopConsole, type ShopConsole } from './shop-console.ts';

describe('the console, where something fails', () => {
  let shop: ShopConsole;

  before(async () => {
    shop = await openShopConsole();
    await shop.ask();
  });

  after(() => shop.close());

  it('leaves nothing behind of a renewal that nobody answered', async () => {
    const { page } = await shop.visit('Ada');
    await page.addInitScript(`
      globalThis.listening = 0;
      for (const [name, change] of [['addEventListener', 1], ['removeEventListener', -1]]) {
        const real = globalThis[name];
        globalThis[name] = function (type, ...rest) {
          if (type === 'message') globalThis.listening += change;
          return real.call(globalThis, type, ...rest);
        };
      }`);
    await page.route('**/authorize?**', () => undefined);
    await page.reload({ waitUntil: 'commit' });
    await page.getByText('the gateway did not answer').waitFor();
    expect(await page.evaluate('listening')).to.equal(0);
  });

  it('logs in once the gateway is back, which was away when the page was opened', async () => {
    const { page } = await shop.visit('Ada');
    const metadata = '**/.well-known/**';
    await page.route(metadata, (route) => route.abort());
    await page.reload();
    await page.getByRole('alert').waitFor();
    await page.unroute(metadata);
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.getByRole('heading', { name: 'Overview' }).waitFor();
  });

  it('calls nobody unauthorized whom the gateway could not answer', async () => {
    const { page } = await shop.visit('Ada');
    await page.route('**/token', (route) =>
      route.fulfill({ status: 503, json: { error: 'temporarily_unavailable' } }),
    );
    await page.reload();
    await page.getByText('The gateway cannot answer just now.').waitFor();
  });

  it('says that a log-in goes on which could not be ended', async () => {
    const { page } = await shop.visit('Ada');
    await page.route('**/logout', (route) => route.fulfill({ status: 503 }));
    await page.getByRole('button', { name: /^Account/ }).click();
    await page.getByRole('button', { name: 'Log out' }).click();
    await page.getByText(/may have you logged in still: the gateway answered with 503/).waitFor();
  });

  it('begins the compiler anew that could not be loaded', async () => {
    const { page } = await shop.visit('Ada');
    await page.route('**/worker-*.js', (route) => route.abort());
    await page.getByRole('link', { name: 'Trust', exact: true }).click();
    await page.getByText('The compiler stopped.').waitFor();
    await page.unroute('**/worker-*.js');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('link', { name: 'shop-deploy' }).waitFor();
  });

  it('says when what is shown could not be read again', async () => {
    const { page, goTo } = await shop.visit('Ada');
    await goTo('issuers');
    const card = page.getByRole('region', { name: /^github/ });
    await card.waitFor();
    await page.route('**/admin/v1/issuers', (route) => route.abort());
    await page.getByText('What you see is as it was').waitFor();
    await card.waitFor();
    await page.unroute('**/admin/v1/issuers');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('What you see is as it was').waitFor({ state: 'detached' });
  });

  it('says when the rest of a list could not be read, and does not ask for it for ever', async () => {
    const { page, goTo } = await shop.visit('Ada');
    await page.route('**/admin/v1/decisions?**', async (route) => {
      if (new URL(route.request().url()).searchParams.has('cursor')) return route.abort();
      const response = await route.fetch();
      return route.fulfill({ response, json: { ...(await response.json()), next: 'more' } });
    });
    await goTo('decisions');
    await page.getByText('The rest could not be read').waitFor();
  });

  it('calls what it shows by the time that it is of, until that of another time is there', async () => {
    const { page } = await shop.visit('Ada');
    const allowed = page.getByRole('link', { name: /allowed$/ });
    await allowed.waitFor();
    await page.route('**/decisions/summary?**', () => undefined);
    await page.getByRole('radio', { name: '30 days' }).click();
    await page.waitForURL(/range=30d/);
    expect(await allowed.getAttribute('href')).to.contain('span=24h');
  });

  it('reads live tokens again while they are shown', async () => {
    const { token } = await shop.ask();
    const { page } = await shop.visit('Ada', `decisions/${token?.decision_id}`);
    await page.getByRole('region', { name: 'Request' }).getByRole('link').click();
    await page.getByRole('button', { name: 'Revoke everything of this workload…' }).waitFor();
    await page.waitForResponse(/\/admin\/v1\/tokens\?/);
    await page.waitForResponse(/\/admin\/v1\/tokens\?/);
  });

  it('goes nowhere by single keys while it asks something', async () => {
    const { page, goTo } = await shop.visit('Ada');
    await goTo('keys');
    await page.getByRole('button', { name: 'Rotate', exact: true }).click();
    const dialog = page.getByRole('alertdialog');
    await dialog.waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('d');
    await page.keyboard.press('?');
    await dialog.getByRole('button', { name: 'Cancel' }).click({ timeout: 5000 });
    await page.getByRole('heading', { name: 'Keys', level: 1 }).waitFor({ timeout: 5000 });
  });
});
