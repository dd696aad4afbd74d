import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TokenType } from '@cambio/oauth';
import { type Gateway, startGateway } from '../gateway/start-gateway.ts';
import { post } from './answer.ts';
import { createService, type Service } from './service.ts';
import { exchangeForm, openShop, type Shop } from './shop.ts';
import { DEPLOYER, shopTrust } from './trust.ts';

export const REPORTS = 'https://reports.acme.example';

/** What the shop has besides: a target that is reached by a token for the deployer, with one as actor, and briefly. */
const MORE_TRUST = `
---
kind: Target
id: reports
audience: ${REPORTS}
scopes: { "deploy:read": See what is deployed }
owner: platform@acme.example
---
kind: Mapping
id: deployer-reports
owner: platform@acme.example
purpose: The deployer reports what it has read
issuer: self
target: reports
match: { sub: repo/123456 }
grant: { scopes: ["deploy:read"], subject: "{sub}" }
---
kind: Mapping
id: shop-briefly
owner: shop@acme.example
purpose: Take a look
issuer: github
target: reports
match: { repository_id: "123456" }
grant: { scopes: ["deploy:read"], lifetime: 2s }
---
kind: Mapping
id: shop-delegates
owner: shop@acme.example
purpose: The deployer reads on behalf of the shop
issuer: github
target: reports
match: { repository_id: "123456" }
grant: { scopes: ["deploy:read"] }
delegation:
  required: true
  actors: [{ issuer: self, match: { sub: repo/123456 } }]
`;

/** A shop with registered services, whose trust can be edited, and which can be served by several processes. */
export interface Office extends Shop {
  /** May introspect tokens for the deployer. */
  readonly deployer: Service;
  /** May introspect tokens for the reports. */
  readonly reports: Service;
  /** May introspect none. */
  readonly orders: Service;
  /** Issues a token to whoever asks: a workload, or a service. */
  readonly issue: (changed?: Issuing) => Promise<string>;
  /** Edits the trust documents, where they read `from`. */
  readonly editTrust: (from: string, to: string) => Promise<void>;
  readonly restoreTrust: () => Promise<void>;
  /** Starts a further process on the same state and under the same issuer URL; `issuer` is its own address. */
  readonly another: () => Promise<Gateway>;
  /** Kills the gateway and starts it again at the same address. */
  readonly crash: () => Promise<void>;
  /** The file of the ledger. */
  readonly ledger: string;
}

export interface Issuing {
  readonly parameters?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

export async function openOffice(options: { readonly args?: readonly string[] } = {}): Promise<Office> {
  const folder = await mkdtemp(join(tmpdir(), 'cambio-office-'));
  const [deployer, reports, orders] = await Promise.all([
    createService('deployer-service', [DEPLOYER]),
    createService('reports-service', [REPORTS]),
    createService('order-service'),
  ]);
  const clients = [deployer, reports, orders].map(({ registration }) => registration);
  const args = ['--set', `clients=${JSON.stringify(clients)}`, ...(options.args ?? [])];
  const shop = await openShop({ folder, args, moreTrust: MORE_TRUST });
  const { issuer, port } = shop.gateway;
  const trust = shopTrust(shop.platform.issuer) + MORE_TRUST;
  const writeTrust = (text: string) => writeFile(join(folder, 'trust', 'trust.yaml'), text);
  let gateway = shop.gateway;

  return {
    ...shop,
    deployer,
    reports,
    orders,
    ledger: join(folder, 'data', 'cambio.db'),
    issue: async ({ parameters = {}, headers = {} } = {}) => {
      const { token, failure } = await post(
        issuer,
        exchangeForm(await shop.subjectToken(), parameters),
        headers,
      );
      if (token === undefined) throw new Error(`no token: ${JSON.stringify(failure)}`);
      return token.access_token;
    },
    editTrust: async (from, to) => {
      if (!trust.includes(from)) throw new Error(`nothing in the trust reads ${from}`);
      await writeTrust(trust.replace(from, to));
    },
    restoreTrust: () => writeTrust(trust),
    another: () => startGateway({ trust, folder, args: [...args, '--issuer', issuer] }),
    crash: async () => {
      await gateway.stop('SIGKILL');
      gateway = await startGateway({ trust, folder, port, args });
    },
    close: async () => {
      await gateway.stop();
      await shop.platform.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** An exchange of a token that the gateway issued for the deployer. */
export function exchangeOwn(token: string): Readonly<Record<string, string>> {
  const subject = { subject_token: token, subject_token_type: TokenType.accessToken };
  return { ...subject, audience: REPORTS, mapping: 'deployer-reports' };
}

/** An exchange on behalf of the shop by the holder of a token that the gateway issued for the deployer. */
export function actWith(token: string): Readonly<Record<string, string>> {
  const actor = { actor_token: token, actor_token_type: TokenType.accessToken };
  return { ...actor, audience: REPORTS, mapping: 'shop-delegates' };
}
