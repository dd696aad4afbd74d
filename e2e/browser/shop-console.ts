import { type Changes, type GitHubPlatform, startGitHubPlatform } from '@cambio/testkit';
import type { BrowserContextOptions } from 'playwright-core';
import { type Answer, post } from '../shop/answer.ts';
import { exchangeForm } from '../shop/shop.ts';
import { SHOP, shopTrust } from '../shop/trust.ts';
import { launchChromium } from './chromium.ts';
import { openWorkplace, type Workplace, type WorkplaceOptions } from './people.ts';
import { type Visitor, visit } from './visitor.ts';

/** A gateway that a shop deploys through, and that people look after in a browser. */
export interface ShopConsole extends Workplace {
  readonly platform: GitHubPlatform;
  /** The shop's job on main, with claims changed, asks for the deployer. */
  readonly ask: (changes?: Changes, parameters?: Readonly<Record<string, string>>) => Promise<Answer>;
  /** A page of the console, as somebody who logs in for it. */
  readonly visit: (person: string, path?: string, options?: BrowserContextOptions) => Promise<Visitor>;
}

export async function openShopConsole({
  trust = '',
  ...options
}: WorkplaceOptions = {}): Promise<ShopConsole> {
  const browser = await launchChromium();
  const platform = await startGitHubPlatform({ now: Date.now });
  const workplace = await openWorkplace({ ...options, trust: shopTrust(platform.issuer) + trust });
  const { issuer } = workplace.gateway;
  return {
    ...workplace,
    platform,
    ask: async (changes = {}, parameters = {}) => {
      const token = await platform.issue({ aud: issuer, ...SHOP, ...changes });
      return post(issuer, exchangeForm(token, parameters));
    },
    visit: (person, path = '', context = {}) => visit(browser, workplace, person, path, context),
    close: async () => {
      await browser.close();
      await workplace.close();
      await platform.close();
    },
  };
}
