import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Gateway, startGateway } from '../gateway/start-gateway.ts';
import { type Answer, post } from '../shop/answer.ts';
import { createService, type Service } from '../shop/service.ts';
import { exchangeForm } from '../shop/shop.ts';
import { API, TARGETS_AND_MAPPINGS } from './trust.ts';
import { createUpstream, type Upstream } from './upstream.ts';

export type Form = Readonly<Record<string, string | readonly string[] | undefined>>;
export type Headers = Readonly<Record<string, string>>;

/** A gateway with two upstream issuers that the test signs for, and a registered service. */
export interface Acme {
  readonly gateway: Gateway;
  /** Where it keeps its state. */
  readonly folder: string;
  readonly jobs: Upstream;
  readonly people: Upstream;
  /** May introspect tokens for the API. */
  readonly orders: Service;
  /** A job's exchange for the API, with parameters changed; at `address` where it is another process's. */
  readonly exchange: (changed?: Form, headers?: Headers, address?: string) => Promise<Answer>;
  /** The same, where it must give a token. */
  readonly grant: (changed?: Form, headers?: Headers) => Promise<string>;
  /** Starts a further process on the same state and under the same issuer URL; `issuer` is its own address. */
  readonly another: () => Promise<Gateway>;
  readonly close: () => Promise<void>;
}

export interface AcmeOptions {
  /** Trust documents besides Acme's own. */
  readonly moreTrust?: string;
  readonly args?: readonly string[];
  readonly trustSource?: 'directory' | 'ledger';
  /** Of the issuer URL. */
  readonly path?: string;
  /** Further files in its folder: name → text. */
  readonly files?: Readonly<Record<string, string>>;
  /** Registered services besides the order service. */
  readonly moreClients?: readonly object[];
}

export async function openAcme({
  moreTrust = '',
  args = [],
  trustSource = 'directory',
  path = '',
  files = {},
  moreClients = [],
}: AcmeOptions = {}): Promise<Acme> {
  const folder = await mkdtemp(join(tmpdir(), 'cambio-acme-'));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  const jobs = await createUpstream('jobs', { sub: 'job-1' });
  const people = await createUpstream('people', {
    sub: 'ada',
    members: { require: '!has(claims.suspended)' },
  });
  const orders = await createService('order-service', [API]);
  const trust = jobs.document + people.document + TARGETS_AND_MAPPINGS + moreTrust;
  const settings = ['--set', `clients=${JSON.stringify([orders.registration, ...moreClients])}`, ...args];
  const gateway = await startGateway({ trust, folder, path, trustSource, args: settings });
  const exchange: Acme['exchange'] = async (changed = {}, headers = {}, address = gateway.issuer) =>
    post(address, exchangeForm(await jobs.issue(), { audience: API, ...changed }), headers);

  return {
    gateway,
    folder,
    jobs,
    people,
    orders,
    exchange,
    grant: async (changed, headers) => {
      const { token, failure } = await exchange(changed, headers);
      if (token === undefined) throw new Error(`no token: ${JSON.stringify(failure)}`);
      return token.access_token;
    },
    another: () =>
      startGateway({ trust, folder, trustSource, args: ['--issuer', gateway.issuer, ...settings] }),
    close: async () => {
      await gateway.stop();
      await rm(folder, { recursive: true });
    },
  };
}

/** Status and error code, the way the standards' tables put it: `200`, or `400 invalid_request`. */
export function codeOf({ status, failure }: Answer): string {
  return [status, failure?.error].filter((part) => part !== undefined).join(' ');
}
