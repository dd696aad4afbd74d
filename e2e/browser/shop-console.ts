import { type Changes, startGitHubPlatform } from '@cambio/testkit';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { type Answer, post } from '../shop/answer.ts';
import { exchangeForm } from '../shop/shop.ts';
import { SHOP, shopTrust } from '../shop/trust.ts';
import { openPage, type WatchedPage } from './chromium.ts';
import { openWorkplace, type Workplace } from './people.ts';

/** A gateway that a shop deploys through, and that people look after. */
export interface ShopConsole extends Workplace {
  /** The shop's job on main, with claims changed, asks for the deployer. */
  readonly ask: (changes?: Changes, parameters?: Readonly<Record<string, string>>) => Promise<Answer>;
  /** A page of the console, as somebody who logs in for it. */
  readonly open: (
    browser: Browser,
    person: string,
    path?: string,
    options?: BrowserContextOptions,
  ) => Promise<WatchedPage>;
}

export async function openShopConsole(): Promise<ShopConsole> {
  const platform = await startGitHubPlatform({ now: Date.now });
  const workplace = await openWorkplace(shopTrust(platform.issuer));
  const { issuer } = workplace.gateway;
  return {
    ...workplace,
    ask: async (changes = {}, parameters = {}) => {
      const token = await platform.issue({ aud: issuer, ...SHOP, ...changes });
      return post(issuer, exchangeForm(token, parameters));
    },
    open: async (browser, person, path = '', options = {}) => {
      const context = await browser.newContext({ colorScheme: 'light', ...options });
      const watched = await openPage(context);
      await watched.page.goto(`${issuer}/console/${path}`);
      await watched.page.getByRole('button', { name: 'Log in' }).click();
      await watched.page.getByRole('link', { name: person }).click();
      await watched.page.locator('#page').waitFor();
      return watched;
    },
    close: async () => {
      await workplace.close();
      await platform.close();
    },
  };
}
