import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, type GitHubPlatform, LOOPBACK_TLS, startGitHubPlatform } from '@cambio/testkit';
import { type ChannelModel, connect } from 'amqplib';
import { cambio } from '../../gateway/cambio.ts';
import { startGateway } from '../../gateway/start-gateway.ts';
import { SHOP } from '../../shop/trust.ts';
import { copyFrom } from '../guide.ts';
import { startRabbitMQ } from './start-rabbitmq.ts';

const GUIDE = 'docs/guides/services/rabbitmq.md';

/** What there is besides the documents of the guide. */
const moreTrust = (platform: string) => `
---
kind: Issuer
id: github
provider: github-actions
url: ${platform}
allowPrivateNetwork: true
owner: platform@acme.example
---
kind: Target
id: other-broker
audience: other-broker
scopes: { "rabbitmq.read:%2F/orders": Named as at the broker }
owner: platform@acme.example
---
kind: Mapping
id: shop-elsewhere
owner: shop@acme.example
purpose: Take orders elsewhere
issuer: github
target: other-broker
match: { repository_id: "123456" }
grant: { scopes: ["rabbitmq.read:%2F/orders"] }
---
kind: Mapping
id: shop-watches
owner: shop@acme.example
purpose: Watch the broker
issuer: github
target: rabbitmq
match: { repository_id: "123456" }
grant: { scopes: ["rabbitmq.tag:monitoring"] }
---
kind: Mapping
id: shop-briefly
owner: shop@acme.example
purpose: Take a look at the orders
issuer: github
target: rabbitmq
match: { repository_id: "123456" }
grant: { scopes: ["rabbitmq.read:%2F/orders"], lifetime: 3s }
`;

/** A broker that is configured as the guide says, by a gateway that speaks TLS itself. */
export interface GuardedBroker {
  readonly platform: GitHubPlatform;
  /** The token that `cambio exchange` prints in a job of the shop, by this mapping. */
  readonly exchange: (mapping: string, ...args: readonly string[]) => Promise<string>;
  /** A connection of whoever has this password. */
  readonly connect: (password: string) => Promise<ChannelModel>;
  readonly close: () => Promise<void>;
}

export async function guardBroker(): Promise<GuardedBroker> {
  const folder = await mkdtemp(join(tmpdir(), 'cambio-broker-'));
  for (const [name, pem] of Object.entries(LOOPBACK_TLS)) await writeFile(join(folder, name), pem);
  const port = await freePort();
  const issuer = `https://localhost:${port}`;

  const platform = await startGitHubPlatform({ now: Date.now });
  const documents = copyFrom(GUIDE, { section: 'the-target-and-who-may-use-it', language: 'yaml' });
  const tls = ['cert', 'key'].flatMap((name) => ['--set', `listen.tls.${name}=${join(folder, name)}`]);
  const gateway = await startGateway({
    trust: documents + moreTrust(platform.issuer),
    port,
    args: ['--issuer', issuer, ...tls],
  });
  const configuration = copyFrom(
    GUIDE,
    { section: 'the-broker', language: 'ini' },
    { 'https://tokens.example': issuer, '/etc/ssl/certs/ca-certificates.crt': join(folder, 'ca') },
  );
  const broker = await startRabbitMQ(configuration);

  return {
    platform,
    exchange: async (mapping, ...args) => {
      const env = { ...platform.job(SHOP), NODE_EXTRA_CA_CERTS: join(folder, 'ca') };
      const command = ['exchange', '--gateway', issuer, '--mapping', mapping, ...args];
      const { code, stdout, stderr } = await cambio(command, { env });
      if (code !== 0) throw new Error(stderr);
      return stdout.trim();
    },
    connect: async (password) => {
      const connection = await connect({ hostname: '127.0.0.1', port: broker.port, username: '', password });
      // What goes wrong on it also fails the call that it answers.
      return connection.on('error', () => {});
    },
    close: async () => {
      await broker.stop();
      await gateway.stop();
      await platform.close();
      await rm(folder, { recursive: true });
    },
  };
}
