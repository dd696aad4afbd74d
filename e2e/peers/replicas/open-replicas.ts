import { randomBytes } from 'node:crypto';
import { type Ledger, openLedger } from '@cambio/ledger';
import type { Result } from '@cambio/oauth';
import { type Changes, freePort, type GitHubPlatform, startGitHubPlatform } from '@cambio/testkit';
import {
  type BreakableLink,
  type Postgres,
  type RunningRedis,
  startBreakableLink,
  startPostgres,
  startRedis,
} from '@cambio/testkit/daemons';
import { type Gateway, type GatewayOptions, startGateway } from '../../gateway/start-gateway.ts';
import { post } from '../../shop/answer.ts';
import { changeTrust, SHOP_ADMIN } from '../../shop/change-trust.ts';
import { exchangeForm } from '../../shop/shop.ts';
import { SHOP, shopTrust } from '../../shop/trust.ts';

/** Several gateways that answer for one issuer, over one PostgreSQL and one Redis. */
export interface Replicas {
  /** What all of them are called; each has an address of its own. */
  readonly issuer: string;
  readonly gateways: readonly Gateway[];
  readonly subjectToken: (changes?: Changes) => Promise<string>;
  /** Writes a revision that nobody announces, with `from` in the documents in force replaced. */
  readonly changeTrust: (from: string, to: string) => Promise<void>;
  /** The same by the admin API of one of them, which announces it. */
  readonly changeTrustAt: (gateway: Gateway, from: string, to: string) => Promise<void>;
  /** The ways from the gateways to their stores. */
  readonly links: Readonly<Record<'ledger' | 'marks', BreakableLink>>;
  readonly postgres: Postgres;
  /** Of the ledger, by its link. */
  readonly ledgerUrl: string;
  readonly haltRedis: () => Promise<void>;
  readonly resumeRedis: () => Promise<void>;
  /** Kills a gateway and starts it again, at the same address. */
  readonly crash: (index: number) => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface ReplicaOptions extends Pick<GatewayOptions, 'program'> {
  /** Of each, besides what they need to be replicas: `member=value`. */
  readonly settings?: readonly string[];
}

export async function openReplicas(
  count: number,
  { settings = [], ...running }: ReplicaOptions = {},
): Promise<Replicas> {
  const [postgres, firstRedis, platform] = await Promise.all([
    startPostgres(),
    startRedis(),
    startGitHubPlatform({ now: Date.now }),
  ]);
  let redis = firstRedis;
  const issuer = `http://127.0.0.1:${await freePort()}`;
  const ledgerUrl = await postgres.createDatabase();
  const links = {
    ledger: await startBreakableLink(postgres.port),
    marks: await startBreakableLink(redis.port),
  };
  const urls = { ledger: through(ledgerUrl, links.ledger), marks: through(redis.url, links.marks) };
  const options = { ...gatewayOptions(issuer, urls, platform, settings), ...running };
  const gateways = await Promise.all(Array.from({ length: count }, () => startGateway(options)));
  const ledger = opened(await openLedger({ url: ledgerUrl, now: Date.now }));

  return {
    issuer,
    gateways,
    subjectToken: (changes = {}) => platform.issue({ aud: issuer, ...SHOP, ...changes }),
    changeTrust: (from, to) => changeUnannounced(ledger, from, to),
    changeTrustAt: async (gateway, from, to) => {
      const subject = await platform.issue({ aud: issuer, ...SHOP });
      const token = await adminToken(gateway, issuer, subject);
      await changeTrust((path, init) => fetch(gateway.issuer + path, init), token, from, to);
    },
    links,
    postgres,
    ledgerUrl: urls.ledger,
    haltRedis: () => redis.stop('SIGKILL'),
    resumeRedis: async () => {
      redis = await startRedis({ port: redis.port });
    },
    crash: async (index) => {
      const { port, stop } = gateways[index] ?? fail(`no gateway ${index}`);
      await stop('SIGKILL');
      gateways[index] = await startGateway({ ...options, port });
    },
    close: () => closeAll({ gateways, ledger, platform, links, postgres, redis }),
  };
}

/** The same URL, by way of the link. */
function through(url: string, link: BreakableLink): string {
  const changed = new URL(url);
  changed.port = String(link.port);
  return changed.href;
}

function gatewayOptions(
  issuer: string,
  urls: { readonly ledger: string; readonly marks: string },
  platform: GitHubPlatform,
  more: readonly string[],
): GatewayOptions {
  const settings = [
    'replicas=many',
    `ledger.url=${urls.ledger}`,
    `marks.url=${urls.marks}`,
    `keys.encryption.key=${randomBytes(32).toString('base64')}`,
    ...more,
  ];
  const args = ['--issuer', issuer, ...settings.flatMap((setting) => ['--set', setting])];
  const trust = shopTrust(platform.issuer) + SHOP_ADMIN;
  return { trust, trustSource: 'ledger', args };
}

async function changeUnannounced(ledger: Ledger, from: string, to: string): Promise<void> {
  const latest = opened(await ledger.trust.latest());
  if (!latest?.sources.some(({ text }) => text.includes(from))) throw new Error(`no trust reads ${from}`);
  const sources = latest.sources.map(({ path, text }) => ({ path, text: text.replace(from, to) }));
  const revision = { sources, author: 'a colleague', reason: 'a test', expected: latest.revision };
  opened(await ledger.trust.append(revision));
}

async function adminToken(gateway: Gateway, issuer: string, subject: string): Promise<string> {
  const { token } = await post(gateway.issuer, exchangeForm(subject, { audience: `${issuer}/admin` }));
  if (token === undefined) throw new Error('the admin got no token');
  return token.access_token;
}

interface Parts {
  readonly gateways: readonly Gateway[];
  readonly ledger: Ledger;
  readonly platform: GitHubPlatform;
  readonly links: Replicas['links'];
  readonly postgres: Postgres;
  readonly redis: RunningRedis;
}

async function closeAll({ gateways, ledger, platform, links, postgres, redis }: Parts): Promise<void> {
  await Promise.all(gateways.map(({ stop }) => stop()));
  await Promise.all([ledger.close(), platform.close()]);
  await Promise.all([links.ledger.close(), links.marks.close()]);
  await Promise.all([postgres.stop(), redis.stop()]);
}

function fail(what: string): never {
  throw new Error(what);
}

function opened<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}
