import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createDpopKey,
  createFetch,
  detectSource,
  kubernetesSource,
  openSource,
  type ProviderIo,
  type ProviderOptions,
  type SourceName,
  type TokenSource,
  tokenProvider,
} from '@cambio/client';
import { nodeRuntime } from '@cambio/client/node';
import {
  type AzurePlatform,
  type GitHubPlatform,
  type GitLabPlatform,
  type GooglePlatform,
  type KubernetesPlatform,
  listen,
  type SpiffePlatform,
  startAzurePlatform,
  startGitHubPlatform,
  startGitLabPlatform,
  startGooglePlatform,
  startKubernetesPlatform,
  startSpiffePlatform,
} from '@cambio/testkit';
import { startWorkloadApi, type WorkloadApi } from '@cambio/testkit/workload-api';
import { expect } from 'chai';
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import { type Gateway, startGateway } from '../gateway/start-gateway.ts';
import { DEPLOYER } from '../shop/trust.ts';
import { PACKAGES, trustOf } from './trust.ts';

const APPLICATION = 'api://acme-sts';
const TENANT = '1f2e3d4c-5b6a-4798-8a9b-0c1d2e3f4a5b';
const SPIFFE_PATH = '/ns/payments/sa/deployer';

/** A pod may act for a job of the shop. */
const ON_BEHALF = {
  kind: 'Mapping',
  id: 'pod-for-job',
  owner: 'platform@acme.example',
  purpose: 'Let the deployer publish for whoever asked it to',
  issuer: 'github',
  target: 'packages',
  match: { repository_id: '123456' },
  grant: { scopes: ['publish'] },
  delegation: {
    actors: [
      {
        issuer: 'cluster',
        match: { '/kubernetes.io/serviceaccount/uid': '4f3db20b-5e7f-4081-9293-a4b5c6d7e822' },
      },
    ],
    required: true,
  },
};

/** A client as a job runs it, on each platform there is a model of: the source finds the token, the gateway grants, jose verifies. */
describe('a caller', () => {
  let github: GitHubPlatform;
  let gitlab: GitLabPlatform;
  let google: GooglePlatform;
  let azure: AzurePlatform;
  let cluster: KubernetesPlatform;
  let domain: SpiffePlatform;
  let agent: WorkloadApi;
  let gateway: Gateway;
  let folder: string;

  before(async () => {
    const now = Date.now;
    folder = await mkdtemp(join(tmpdir(), 'cambio-callers-'));
    github = await startGitHubPlatform({ now });
    gitlab = await startGitLabPlatform({ now });
    google = await startGooglePlatform({ now });
    azure = await startAzurePlatform({ now, issuer: `https://sts.windows.net/${TENANT}/` });
    cluster = await startKubernetesPlatform({ now });
    domain = await startSpiffePlatform({ now });
    agent = await startWorkloadApi({
      address: `unix://${folder}/agent.sock`,
      svids: async (audience) => [await domain.svid(SPIFFE_PATH, audience)],
    });
    const googleId = { id: 'google', provider: 'google', url: google.issuer };
    const azureId = {
      id: 'azure',
      provider: 'azure',
      url: azure.issuer,
      keys: { jwksUri: azure.jwksUri },
      audiences: [APPLICATION],
    };
    const spiffeId = { id: 'spiffe', provider: 'spiffe', url: `spiffe://${domain.trustDomain}` };
    const trust = trustOf(
      {
        issuer: { id: 'github', provider: 'github-actions', url: github.issuer },
        match: { repository_id: '123456', environment: 'production' },
      },
      {
        issuer: { id: 'gitlab', provider: 'gitlab', url: gitlab.issuer },
        match: { project_id: '45550123', job_project_id: '45550123' },
      },
      { issuer: googleId, match: { sub: decodeJwt(await google.issue()).sub ?? '' } },
      { issuer: azureId, match: { tid: TENANT, oid: 'b0c1d2e3-f4a5-4b6c-8d7e-9f0a1b2c3d26' } },
      {
        issuer: { id: 'cluster', provider: 'kubernetes', url: cluster.issuer },
        match: { '/kubernetes.io/serviceaccount/uid': '4f3db20b-5e7f-4081-9293-a4b5c6d7e822' },
      },
      {
        issuer: { ...spiffeId, keys: { spiffeBundle: domain.jwksUri } },
        match: { sub: `spiffe://${domain.trustDomain}${SPIFFE_PATH}` },
      },
    );
    gateway = await startGateway({ trust: `${trust}\n---\n${JSON.stringify(ON_BEHALF)}` });
  });
  after(async () => {
    await gateway.stop();
    agent.close();
    await Promise.all([github, gitlab, google, azure, cluster, domain].map((platform) => platform.close()));
    await rm(folder, { recursive: true });
  });

  /** The process of a job: nothing of this one's environment, and no firmware that would tell where it runs. */
  function processWith(env: ProviderIo['env'], more: Partial<ProviderIo> = {}): ProviderIo {
    const readFile = () => Promise.reject(new Error('ENOENT'));
    return { ...nodeRuntime(), env, readFile, ...more };
  }

  async function claimsWith(io: ProviderIo, more: Partial<ProviderOptions> = {}) {
    const provider = tokenProvider({ gateway: gateway.issuer, audience: DEPLOYER, ...more }, io);
    const held = await provider.token();
    if (!held.ok) expect.fail(JSON.stringify(held.error));
    const keys = createRemoteJWKSet(new URL(`${gateway.issuer}/jwks`));
    const { payload } = await jwtVerify(held.value.accessToken, keys, {
      issuer: gateway.issuer,
      audience: DEPLOYER,
    });
    return payload;
  }

  const deployment = { repository: 'acme/shop', repository_id: '123456', environment: 'production' };

  /** Azure's address is the same everywhere; here it leads to the model of it. */
  const toAzure: typeof fetch = (input, init) =>
    fetch(String(input).replace('http://169.254.169.254', azure.imds), init);

  const found: readonly (readonly [SourceName, string, () => Promise<ProviderIo>, string?])[] = [
    ['github-actions', 'github', async () => processWith(github.job(deployment))],
    [
      'gitlab',
      'gitlab',
      async () => processWith(await gitlab.job({ VAULT: 'https://vault.acme.example', ANY: gateway.issuer })),
    ],
    ['google', 'google', async () => processWith(google.environment)],
    ['spiffe', 'spiffe', async () => processWith({ SPIFFE_ENDPOINT_SOCKET: agent.endpoint })],
    [
      'azure-managed-identity',
      'azure',
      async () =>
        processWith({}, { fetch: toAzure, readFile: async () => '7783-7084-3265-9085-8269-3286-77' }),
      APPLICATION,
    ],
  ];
  for (const [name, issuer, start, sourceAudience] of found) {
    it(`on ${name} finds its token by itself`, async () => {
      const io = await start();
      const source = openSource(name, io);
      const audience = sourceAudience === undefined ? {} : { sourceAudience };
      const claims = await claimsWith(io, { source, ...audience });
      expect(claims).to.include({ client_id: `mapping:${issuer}-deployer`, scope: 'deploy' });
    });
  }

  for (const [name, , start] of found.filter(([name]) => name !== 'azure-managed-identity')) {
    it(`on ${name} is told that it is there`, async () => {
      expect(await detectSource(await start())).to.have.nested.property('value.name', name);
    });
  }

  it('in a pod reads the token that is mounted now, also after the kubelet replaced it', async () => {
    const volume = await mkdtemp(join(folder, 'volume-'));
    const mount = await cluster.mountToken(volume, { audience: gateway.issuer });
    const io = nodeRuntime();
    const source = kubernetesSource(io, mount.path);
    const sent = [await claimsWith(io, { source }), await mount.renew(), await claimsWith(io, { source })];
    expect(sent[0]).to.include({ client_id: 'mapping:cluster-deployer' });
    const [first, second] = [await source.token(''), await mount.renew().then(() => source.token(''))];
    expect(first).not.to.deep.equal(second);
  });

  it('gets a fresh token from the platform where the first was used already', async () => {
    const io = processWith(github.job(deployment));
    const minting = openSource('github-actions', io);
    const used = await minting.token(gateway.issuer);
    const turns = [used, used];
    const source: TokenSource = {
      name: 'used',
      token: async (audience) => turns.pop() ?? minting.token(audience),
    };
    expect((await claimsWith(io, { source })).client_id).to.equal('mapping:github-deployer');
    expect((await claimsWith(io, { source })).client_id).to.equal('mapping:github-deployer');
  });

  it('shares one exchange, keeps the token, and ends it', async () => {
    const io = processWith(github.job(deployment));
    const provider = tokenProvider({ gateway: gateway.issuer, audience: DEPLOYER }, io);
    const tokens = await Promise.all(Array.from({ length: 20 }, () => provider.token()));
    expect(new Set(tokens.map((token) => token.ok && token.value.accessToken)).size).to.equal(1);
    const other = await provider.token({ audience: PACKAGES, scopes: ['publish'] });
    expect(other).to.have.nested.property('value.scopes').deep.equal(['publish']);
    expect(await provider.revoke()).to.have.property('ok', true);
  });

  it('calls a service with a proof for the key its token is bound to', async () => {
    const seen: { authorization?: string | undefined; dpop?: unknown }[] = [];
    const service = await listen(({ headers: { authorization, dpop } }, response) => {
      seen.push({ authorization, dpop });
      response.end();
    });
    try {
      const io = processWith(github.job(deployment));
      const dpop = await createDpopKey();
      const provider = tokenProvider({ gateway: gateway.issuer, audience: DEPLOYER, dpop }, io);
      await createFetch(provider, { origins: [service.url] }, io)(`${service.url}/deploy`);
      const [request] = seen;
      const token = request?.authorization?.replace(/^DPoP /, '') ?? '';
      expect(decodeJwt(token).cnf).to.deep.equal({ jkt: dpop.thumbprint });
      expect(decodeJwt(String(request?.dpop))).to.include({ htm: 'GET', htu: `${service.url}/deploy` });
    } finally {
      await service.close();
    }
  });

  it('acts for another: both tokens go along, and the issued one names both', async () => {
    const volume = await mkdtemp(join(folder, 'volume-'));
    const mount = await cluster.mountToken(volume, { audience: gateway.issuer });
    const io = processWith(github.job(deployment));
    const actor = kubernetesSource(nodeRuntime(), mount.path);
    const target = { audience: PACKAGES, mapping: ON_BEHALF.id };
    const held = await tokenProvider({ gateway: gateway.issuer, ...target, actor }, io).token();
    if (!held.ok) expect.fail(JSON.stringify(held.error));
    const { sub, act } = decodeJwt(held.value.accessToken);
    expect(sub).to.include('123456');
    expect(act).to.have.property('sub').that.equals('system:serviceaccount:payments:deployer');
  });

  it('is told why not, and by which decision', async () => {
    const io = processWith(github.job({ ...deployment, environment: 'staging' }));
    const held = await tokenProvider({ gateway: gateway.issuer, audience: DEPLOYER }, io).token();
    expect(held).to.have.nested.property('error.reason', 'claim_mismatch');
    expect(held).to.have.nested.property('error.decisionId').that.is.a('string');
  });

  it('is told which audience its token should be for', async () => {
    const env = {
      CAMBIO_SUBJECT_TOKEN: await github.issue({ ...deployment, aud: 'https://vault.acme.example' }),
    };
    const held = await tokenProvider(
      { gateway: gateway.issuer, audience: DEPLOYER },
      processWith(env),
    ).token();
    expect(held)
      .to.have.nested.property('error.likelyCause')
      .deep.equal({ kind: 'audience', asked: gateway.issuer });
  });

  it('is told that a clock is off', async () => {
    const env = { CAMBIO_SUBJECT_TOKEN: await github.issue({ ...deployment, aud: 'else' }) };
    const slow = processWith(env, { now: () => Math.floor(Date.now() / 1000) - 7200 });
    const held = await tokenProvider({ gateway: gateway.issuer, audience: DEPLOYER }, slow).token();
    expect(held).to.have.nested.property('error.likelyCause.kind', 'clock');
    expect(held).to.have.nested.property('error.likelyCause.ahead').that.is.closeTo(-7200, 5);
  });
});
