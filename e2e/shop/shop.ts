import { GrantType, TokenType } from '@cambio/oauth';
import { type Changes, type GitHubPlatform, startGitHubPlatform } from '@cambio/testkit';
import { type Gateway, type GatewayOptions, startGateway } from '../gateway/start-gateway.ts';
import { DEPLOYER, SHOP, shopTrust } from './trust.ts';

/** The platform and the gateway of one shop, both on real sockets. */
export interface Shop {
  readonly platform: GitHubPlatform;
  readonly gateway: Gateway;
  /** A fresh token of the shop's job on main, with claims changed. */
  readonly subjectToken: (changes?: Changes) => Promise<string>;
  readonly close: () => Promise<void>;
}

export interface ShopOptions extends Partial<GatewayOptions> {
  readonly issuerMembers?: string;
  /** Documents besides the shop's own. */
  readonly moreTrust?: string;
}

export async function openShop({
  issuerMembers,
  moreTrust = '',
  ...options
}: ShopOptions = {}): Promise<Shop> {
  const platform = await startGitHubPlatform({ now: Date.now });
  const trust = shopTrust(platform.issuer, issuerMembers) + moreTrust;
  const gateway = await startGateway({ trust, ...options });
  return {
    platform,
    gateway,
    subjectToken: (changes = {}) => platform.issue({ aud: gateway.issuer, ...SHOP, ...changes }),
    close: async () => {
      await gateway.stop();
      await platform.close();
    },
  };
}

/** A token exchange as a form; `undefined` leaves a parameter out, a list repeats it. */
export function exchangeForm(
  subjectToken: string,
  changed: Readonly<Record<string, string | readonly string[] | undefined>> = {},
): URLSearchParams {
  const parameters = {
    grant_type: GrantType.tokenExchange,
    subject_token: subjectToken,
    subject_token_type: TokenType.jwt,
    audience: DEPLOYER,
    ...changed,
  };
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    for (const each of value === undefined ? [] : [value].flat()) form.append(name, each);
  }
  return form;
}
