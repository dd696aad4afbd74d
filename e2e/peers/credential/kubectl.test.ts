import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LOOPBACK_TLS } from '@cambio/testkit';
import { requireProgram } from '@cambio/testkit/programs';
import { expect } from 'chai';
import { z } from 'zod';
import { CAMBIO } from '../../gateway/cambio.ts';
import { runProgram } from '../../gateway/programs.ts';
import { openShop, type Shop } from '../../shop/shop.ts';
import { DEPLOYER, SHOP } from '../../shop/trust.ts';
import { type Cluster, startCluster } from './cluster.ts';

const Version = z.object({ clientVersion: z.object({ minor: z.string() }) });

/** The minor version from which on kubectl speaks `client.authentication.k8s.io/v1`; Debian 12's is older. */
const FIRST_WITH_V1 = 22;

describe('cambio credential kubectl, called by kubectl', () => {
  let folder: string;
  let shop: Shop;
  let cluster: Cluster;
  let versions: readonly string[];

  before(async () => {
    await requireProgram('kubectl', 'kubernetes-client');
    const said = JSON.parse((await runProgram('kubectl', ['version', '--client', '-o', 'json'])).stdout);
    const minor = Number.parseInt(Version.parse(said).clientVersion.minor, 10);
    versions = minor >= FIRST_WITH_V1 ? ['v1beta1', 'v1'] : ['v1beta1'];
    folder = await mkdtemp(join(tmpdir(), 'cambio-kubectl-'));
    shop = await openShop();
    cluster = await startCluster({ issuer: shop.gateway.issuer, audience: DEPLOYER });
  });

  after(async () => {
    await cluster.close();
    await shop.close();
    await rm(folder, { recursive: true });
  });

  async function kubectl(version: string, ref: string) {
    const kubeconfig = {
      apiVersion: 'v1',
      kind: 'Config',
      'current-context': 'shop',
      contexts: [{ name: 'shop', context: { cluster: 'shop', user: 'job' } }],
      clusters: [
        {
          name: 'shop',
          cluster: {
            server: cluster.url,
            'certificate-authority-data': Buffer.from(LOOPBACK_TLS.ca).toString('base64'),
          },
        },
      ],
      users: [
        {
          name: 'job',
          user: {
            exec: {
              apiVersion: `client.authentication.k8s.io/${version}`,
              command: process.execPath,
              args: [CAMBIO, 'credential', 'kubectl', '--audience', 'deployer'],
              interactiveMode: 'Never',
            },
          },
        },
      ],
    };
    await writeFile(join(folder, 'config'), JSON.stringify(kubeconfig));
    return runProgram('kubectl', ['get', '--raw', '/api/v1/namespaces/shop/pods'], {
      env: {
        ...shop.platform.job({ ...SHOP, ref }),
        CAMBIO_GATEWAY: shop.gateway.issuer,
        KUBECONFIG: join(folder, 'config'),
        HOME: folder,
      },
    });
  }

  it('lets a job in, in each version of the protocol', async () => {
    for (const version of versions) {
      const { code, stdout, stderr } = await kubectl(version, SHOP.ref);
      expect(code, stderr).to.equal(0);
      expect(JSON.parse(stdout), version).to.deep.equal({ kind: 'PodList', as: 'repo/123456' });
    }
  });

  it('shows why a job is denied', async () => {
    const { code, stderr } = await kubectl('v1beta1', 'refs/heads/try');
    expect(code).not.to.equal(0);
    expect(stderr).to.contain('cambio: denied: ').and.contain('(claim_mismatch)');
  });
});
