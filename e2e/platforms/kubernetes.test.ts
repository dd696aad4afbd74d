import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type KubernetesPlatform, LOOPBACK_TLS, startKubernetesPlatform } from '@cambio/testkit';
import { expect } from 'chai';
import { type Gateway, startGateway } from '../gateway/start-gateway.ts';
import { exchanged, refusal } from './exchange.ts';
import { trustOf } from './trust.ts';

/** The issuer of every cluster that was not given one. */
const DEFAULT_ISSUER = 'https://kubernetes.default.svc.cluster.local';
const YEAR = 365 * 24 * 3600;

const DEPLOYER_UID = '4f3db20b-5e7f-4081-9293-a4b5c6d7e822';
const deployer = { '/kubernetes.io/serviceaccount/uid': DEPLOYER_UID };

const seconds = () => Math.floor(Date.now() / 1000);

describe('Kubernetes', () => {
  let cluster: KubernetesPlatform;
  let gateway: Gateway;
  let volume: string;

  before(async () => {
    volume = await mkdtemp(join(tmpdir(), 'cambio-volume-'));
    cluster = await startKubernetesPlatform({ now: Date.now });
    const issuer = { id: 'cluster', provider: 'kubernetes', url: cluster.issuer };
    const subject = 'ns/{/kubernetes.io/namespace}/account/{/kubernetes.io/serviceaccount/uid}';
    gateway = await startGateway({ trust: trustOf({ issuer, match: deployer, grant: { subject } }) });
  });
  after(async () => {
    await gateway.stop();
    await cluster.close();
    await rm(volume, { recursive: true });
  });

  it('exchanges what a pod reads from its volume, before and after the kubelet swaps it', async () => {
    const mount = await cluster.mountToken(volume, { audience: gateway.issuer, expirationSeconds: 600 });
    const first = await readFile(mount.path, 'utf8');
    await mount.renew();
    const second = await readFile(mount.path, 'utf8');
    expect(second).not.to.equal(first);
    for (const token of [first, second]) {
      expect(await exchanged(gateway, token)).to.include({
        sub: `ns/payments/account/${DEPLOYER_UID}`,
        client_id: 'mapping:cluster-deployer',
      });
    }
  });

  it('takes a token again and again, since the file holds one for all', async () => {
    const token = await cluster.issue({ aud: [gateway.issuer] });
    const ids = [await exchanged(gateway, token), await exchanged(gateway, token)].map(({ jti }) => jti);
    expect(new Set(ids).size).to.equal(2);
  });

  const account = { name: 'deployer', uid: '00000000-5e7f-4081-9293-a4b5c6d7e822' };
  const refused = [
    ['a token for the API server', () => ({ aud: [DEFAULT_ISSUER] }), 'wrong_audience'],
    [
      'one that the API server takes as well',
      () => ({ aud: [gateway.issuer, DEFAULT_ISSUER] }),
      'wrong_audience',
    ],
    [
      'the token that lies in every pod for a year',
      () => ({ exp: seconds() + YEAR }),
      'token_lifetime_too_long',
    ],
    [
      'one of the old kind, from a Secret',
      () => ({ exp: undefined, 'kubernetes.io': undefined }),
      'claim_missing',
    ],
    [
      'an account made anew under the name',
      () => ({ 'kubernetes.io': { namespace: 'payments', serviceaccount: account } }),
      'claim_mismatch',
    ],
  ] as const;
  for (const [what, claims, reason] of refused) {
    it(`refuses ${what}: ${reason}`, async () => {
      expect(await refusal(gateway, await cluster.issue({ aud: [gateway.issuer], ...claims() }))).to.equal(
        reason,
      );
    });
  }
});

describe('two Kubernetes clusters', () => {
  const NAMED = 'https://oidc.blue.acme.example';
  let blue: KubernetesPlatform;
  let other: KubernetesPlatform;
  let gateway: Gateway;

  const startCluster = (issuer: string) => startKubernetesPlatform({ now: Date.now, issuer });
  const declared = (id: string, { issuer: url, jwksUri }: KubernetesPlatform) => ({
    issuer: { id, provider: 'kubernetes', url, keys: { jwksUri } },
    match: deployer,
  });

  before(async () => {
    [blue, other] = await Promise.all([startCluster(NAMED), startCluster(DEFAULT_ISSUER)]);
    gateway = await startGateway({ trust: trustOf(declared('blue', blue), declared('other', other)) });
  });
  after(async () => {
    await gateway.stop();
    await Promise.all([blue.close(), other.close()]);
  });

  it('have two workloads, although the accounts have one uid', async () => {
    for (const [id, cluster] of [
      ['blue', blue],
      ['other', other],
    ] as const) {
      expect(await exchanged(gateway, await cluster.issue({ aud: [gateway.issuer] }))).to.include({
        client_id: `mapping:${id}-deployer`,
        sub: `kubernetes@${new URL(cluster.issuer).host}:serviceaccount_uid=${DEPLOYER_UID}`,
      });
    }
  });

  it('do not speak for each other', async () => {
    const forged = await other.issue({ iss: NAMED, aud: [gateway.issuer] });
    expect(await refusal(gateway, forged)).to.equal('invalid_signature');
  });

  it('are not joined by a third one that has the name every cluster has', async () => {
    const third = await startCluster(DEFAULT_ISSUER);
    const token = await third.issue({ aud: [gateway.issuer] });
    await third.close();
    expect(await refusal(gateway, token)).to.equal('invalid_signature');
  });
});

describe('a Kubernetes API server with an authority of its own that shows strangers nothing', () => {
  let cluster: KubernetesPlatform;
  let gateway: Gateway;
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cambio-reader-'));
    const bearerTokenFile = join(folder, 'token');
    await writeFile(bearerTokenFile, 'reader-1\n');
    const closed = { tls: LOOPBACK_TLS, discoveryToken: 'reader-1', issuer: DEFAULT_ISSUER };
    cluster = await startKubernetesPlatform({ now: Date.now, ...closed });
    const keys = { jwksUri: cluster.jwksUri, bearerTokenFile };
    const members = { url: DEFAULT_ISSUER, keys, ca: LOOPBACK_TLS.ca };
    const issuer = { id: 'cluster', provider: 'kubernetes', ...members };
    gateway = await startGateway({ trust: trustOf({ issuer, match: deployer }) });
  });
  after(async () => {
    await gateway.stop();
    await cluster.close();
    await rm(folder, { recursive: true });
  });

  it('gives its keys to who names the authority and brings a bearer token', async () => {
    expect(await exchanged(gateway, await cluster.issue({ aud: [gateway.issuer] }))).to.include({
      client_id: 'mapping:cluster-deployer',
    });
  });
});
