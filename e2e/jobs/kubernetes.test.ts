import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type KubernetesPlatform, startKubernetesPlatform } from '@cambio/testkit';
import { expect } from 'chai';
import type { Names } from './guide.ts';
import { type GuidedGateway, issuerOf, startGuidedGateway } from './guided-gateway.ts';
import { startPod } from './kubelet.ts';
import { podOf } from './manifests.ts';
import { packCambio } from './packed-cambio.ts';
import { checkOut, runLines } from './shell.ts';

/** Each manifest of the page as it stands, run by the lines it has. */
describe('the pod that the guide shows', () => {
  let cluster: KubernetesPlatform;
  let gateway: GuidedGateway;
  let names: Names;
  let folder: string;
  let env: Readonly<Record<string, string>>;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cambio-pods-'));
    cluster = await startKubernetesPlatform({ now: Date.now, issuer: issuerOf('kubernetes') });
    gateway = await startGuidedGateway({ kubernetes: cluster });
    names = { gateway: gateway.issuer, package: await packCambio(folder) };
    env = await checkOut(folder, { env: {} });
    const { code, stderr } = await runLines([`npm install --global ${names.package}`], env, folder);
    expect(code, stderr).to.equal(0);
  });
  after(async () => {
    await gateway.close();
    await cluster.close();
    await rm(folder, { recursive: true });
  });

  /** Starts the pod under a heading in a folder of its own, and gives what its program was handed. */
  async function deploy(section: string) {
    const own = join(folder, section);
    await mkdir(own);
    await checkOut(own, { env: {} });
    const pod = await startPod(podOf(section, names), cluster, { folder: own, env });
    const { code, stderr } = await pod.run();
    expect(code, stderr).to.equal(0);
    const token = (await readFile(join(own, 'deployed'), 'utf8')).trim();
    expect(await gateway.verify(token)).to.include({ client_id: 'mapping:kubernetes-deploy' });
    return { pod, token, folder: own };
  }

  it('has a token in its program, and revokes it', async () => {
    const { token } = await deploy('in-the-image-of-the-program');
    expect(await gateway.isActive(token)).to.equal(false);
  });

  it('has a token from its init container', async () => {
    const { token } = await deploy('an-init-container');
    expect(await gateway.isActive(token)).to.equal(true);
  });

  it('has a token from its sidecar as long as it lives', async () => {
    const { pod, token, folder: own } = await deploy('a-sidecar');
    expect(await gateway.isActive(token)).to.equal(true);
    await pod.stop();
    expect(await gateway.isActive(token)).to.equal(false);
    expect(await readdir(join(own, 'token')), 'nothing but a link that leads nowhere').to.deep.equal([
      'token',
    ]);
  });
});
