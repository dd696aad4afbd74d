import { listen } from '@cambio/testkit';
import type { Certificate } from '@cambio/testkit/certificates';
import { post } from '../../shop/answer.ts';
import { exchangeForm, openShop, type Shop } from '../../shop/shop.ts';
import { DEPLOYER } from '../../shop/trust.ts';
import { copyFrom, type Names } from '../guide.ts';
import { ask, echo, type Reply } from './ask.ts';
import { startApache } from './start-apache.ts';

export const GUIDE = 'docs/guides/services/apache.md';

const ORDERS = 'https://orders.acme.example';

/** What the shop has besides: another service, and tokens for the guarded one that soon expire. */
const MORE_TRUST = `
---
kind: Target
id: orders
audience: ${ORDERS}
scopes: { "deploy:write": Named as at the deployer }
owner: shop@acme.example
---
kind: Mapping
id: shop-orders
owner: shop@acme.example
purpose: Take orders
issuer: github
target: orders
match: { repository_id: "123456" }
grant: { scopes: ["deploy:write"] }
---
kind: Mapping
id: shop-briefly
owner: shop@acme.example
purpose: Deploy in no time
issuer: github
target: deployer
match: { repository_id: "123456" }
grant: { scopes: ["deploy:read", "deploy:write"], lifetime: 2s }
`;

/** A service behind an Apache that is configured as a section of the guide says. */
export interface GuardedService {
  readonly shop: Shop;
  /** As callers know it. */
  readonly url: string;
  /** A token of the gateway: for this service and in full, unless the parameters say otherwise. */
  readonly issue: (changed?: Issuing) => Promise<string>;
  readonly call: (token: string, how?: Call) => Promise<Reply>;
  readonly close: () => Promise<void>;
}

export interface Issuing {
  readonly parameters?: Readonly<Record<string, string>>;
  /** A proof of its URL, which the token is then bound to. */
  readonly prove?: (url: string) => Promise<string>;
  /** What a proxy in front of the gateway saw, which the token is then bound to. */
  readonly certificate?: Certificate;
}

export interface Call {
  readonly scheme?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly certificate?: Certificate;
}

export interface GuardOptions {
  readonly names?: Names;
  /** Registered services of the gateway. */
  readonly clients?: readonly object[];
}

export async function guardService(section: string, options: GuardOptions = {}): Promise<GuardedService> {
  const settings = [
    `clients=${JSON.stringify(options.clients ?? [])}`,
    'listen.trustedProxies=127.0.0.0/8',
    'listen.clientCertificateHeader=Client-Cert',
  ];
  const shop = await openShop({
    moreTrust: MORE_TRUST,
    args: settings.flatMap((setting) => ['--set', setting]),
  });
  const { issuer } = shop.gateway;
  const service = await listen((request, response) => response.end(echo(request)));
  const names = {
    'https://tokens.example': issuer,
    'https://deployer.example': DEPLOYER,
    'http://127.0.0.1:8080/': `${service.url}/`,
    ...options.names,
  };
  const apache = await startApache((host) =>
    copyFrom(GUIDE, { section, language: 'apache' }, { ...names, 'Host deployer.example': `Host ${host}` }),
  );

  return {
    shop,
    url: `${apache.url}/releases`,
    issue: async ({ parameters = {}, prove, certificate } = {}) => {
      const form = exchangeForm(await shop.subjectToken(), { mapping: 'shop-deploy', ...parameters });
      const { token, failure } = await post(issuer, form, {
        ...(prove !== undefined && { dpop: await prove(`${issuer}/token`) }),
        ...(certificate !== undefined && { 'client-cert': `:${certificate.der.toString('base64')}:` }),
      });
      if (token === undefined) throw new Error(`no token: ${JSON.stringify(failure)}`);
      return token.access_token;
    },
    call: (token, { scheme = 'Bearer', headers = {}, certificate } = {}) =>
      ask(`${apache.url}/releases`, {
        headers: { authorization: `${scheme} ${token}`, ...headers },
        certificate,
      }),
    close: async () => {
      await apache.stop();
      await service.close();
      await shop.close();
    },
  };
}

/** The exchange of a token for the other service. */
export const FOR_ORDERS = { audience: ORDERS, mapping: 'shop-orders' };

/** The exchange of one that expires at once. */
export const BRIEF = { mapping: 'shop-briefly' };
