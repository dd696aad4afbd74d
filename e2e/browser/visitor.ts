import type { Browser, Page } from 'playwright-core';
import { openPage } from './chromium.ts';
import type { Workplace } from './people.ts';

/** Somebody logged in at the console. */
export interface Visitor {
  readonly page: Page;
  /** What the page must not have done. */
  readonly complaints: readonly string[];
  /** Goes to an address below the console's. */
  readonly goTo: (path: string) => Promise<void>;
}

/** Logs in as a person of the identity provider, by their name. */
export async function visit(
  browser: Browser,
  { gateway }: Workplace,
  name: string,
  colorScheme: 'light' | 'dark' = 'light',
): Promise<Visitor> {
  const context = await browser.newContext({ colorScheme, viewport: { width: 1360, height: 860 } });
  const { page, complaints } = await openPage(context);
  const goTo = async (path: string) => {
    await page.goto(`${gateway.issuer}/console/${path}`);
  };
  await goTo('');
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.getByRole('link', { name, exact: true }).click();
  await page.getByRole('navigation', { name: 'Console' }).waitFor();
  return { page, complaints, goTo };
}
