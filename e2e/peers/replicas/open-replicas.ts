import { randomBytes } from 'node:crypto';
import { type Ledger, openLedger } from '@cambio/ledger';
import { type MarksStore, openMarks } from '@cambio/marks';
import type { Result } from '@cambio/oauth';
import { type Changes, freePort, type GitHubPlatform, startGitHubPlatform } from '@cambio/testkit';
import { type Postgres, type RunningRedis, startPostgres, startRedis } from '@cambio/testkit/daemons';
import { type Gateway, startGateway } from '../../gateway/start-gateway.ts';
import { SHOP, shopTrust } from '../../shop/trust.ts';

/** Several gateways that answer for one issuer, over one PostgreSQL and one Redis. */
export interface Replicas {
  /** What all of them are called; each has an address of its own. */
  readonly issuer: string;
  readonly gateways: readonly Gateway[];
  /** The trust documents they were started with. */
  readonly trust: string;
  readonly subjectToken: (changes?: Changes) => Promise<string>;
  /** Writes a revision as a further replica would, with `from` in the documents in force replaced. */
  readonly changeTrust: (from: string, to: string) => Promise<void>;
  /** Tells the replicas of it, as that replica would. */
  readonly announceTrust: () => Promise<void>;
  readonly haltRedis: () => Promise<void>;
  readonly resumeRedis: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export async function openReplicas(count: number): Promise<Replicas> {
  const [postgres, firstRedis, platform] = await Promise.all([
    startPostgres(),
    startRedis(),
    startGitHubPlatform({ now: Date.now }),
  ]);
  let redis = firstRedis;
  const issuer = `http://127.0.0.1:${await freePort()}`;
  const urls = { ledger: await postgres.createDatabase(), marks: redis.url };
  const gateways = await startGateways(count, issuer, urls, platform);
  const ledger = opened(await openLedger({ url: urls.ledger, now: Date.now }));
  const marks = opened(await openMarks({ url: urls.marks, now: Date.now }));

  return {
    issuer,
    gateways,
    trust: shopTrust(platform.issuer),
    subjectToken: (changes = {}) => platform.issue({ aud: issuer, ...SHOP, ...changes }),
    changeTrust: (from, to) => changeTrust(ledger, from, to),
    announceTrust: () => marks.announce('trust'),
    haltRedis: () => redis.stop('SIGKILL'),
    resumeRedis: async () => {
      redis = await startRedis({ port: redis.port });
    },
    close: () => closeAll({ gateways, ledger, marks, platform, postgres, redis }),
  };
}

async function startGateways(
  count: number,
  issuer: string,
  urls: { readonly ledger: string; readonly marks: string },
  platform: GitHubPlatform,
): Promise<readonly Gateway[]> {
  const settings = [
    'replicas=many',
    `ledger.url=${urls.ledger}`,
    `marks.url=${urls.marks}`,
    `keys.encryption.key=${randomBytes(32).toString('base64')}`,
  ];
  const args = ['--issuer', issuer, ...settings.flatMap((setting) => ['--set', setting])];
  const trust = shopTrust(platform.issuer);
  const start = () => startGateway({ trust, trustSource: 'ledger', args });
  return Promise.all(Array.from({ length: count }, start));
}

async function changeTrust(ledger: Ledger, from: string, to: string): Promise<void> {
  const latest = opened(await ledger.trust.latest());
  if (!latest?.sources.some(({ text }) => text.includes(from))) throw new Error(`no trust reads ${from}`);
  const sources = latest.sources.map(({ path, text }) => ({ path, text: text.replace(from, to) }));
  const revision = { sources, author: 'a colleague', reason: 'a test', expected: latest.revision };
  opened(await ledger.trust.append(revision));
}

interface Parts {
  readonly gateways: readonly Gateway[];
  readonly ledger: Ledger;
  readonly marks: MarksStore;
  readonly platform: GitHubPlatform;
  readonly postgres: Postgres;
  readonly redis: RunningRedis;
}

async function closeAll({ gateways, ledger, marks, platform, postgres, redis }: Parts): Promise<void> {
  await Promise.all(gateways.map(({ stop }) => stop()));
  await Promise.all([ledger.close(), marks.close(), platform.close()]);
  await Promise.all([postgres.stop(), redis.stop()]);
}

function opened<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}
