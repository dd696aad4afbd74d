import type { Browser, BrowserContextOptions } from 'playwright-core';
import { openPage, type WatchedPage } from './chromium.ts';
import type { Workplace } from './people.ts';

/** Somebody logged in at the console. */
export interface Visitor extends WatchedPage {
  /** Goes to an address below the console's. */
  readonly goTo: (path: string) => Promise<void>;
}

/** Comes to an address below the console's, and logs in there as a person of the identity provider, by their name. */
export async function visit(
  browser: Browser,
  { gateway }: Workplace,
  name: string,
  path: string,
  options: BrowserContextOptions,
): Promise<Visitor> {
  const context = await browser.newContext({
    colorScheme: 'light',
    viewport: { width: 1360, height: 860 },
    ...options,
  });
  const { page, complaints } = await openPage(context);
  const goTo = async (place: string) => {
    await page.goto(`${gateway.issuer}/console/${place}`);
  };
  await goTo(path);
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.getByRole('link', { name, exact: true }).click();
  await page.locator('#page').waitFor();
  return { page, complaints, goTo };
}
