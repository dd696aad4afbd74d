import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type KubernetesPlatform, startKubernetesPlatform } from '@cambio/testkit';
import { expect } from 'chai';
import { ROOT } from '../documents/page.ts';
import { runProgram } from '../gateway/programs.ts';
import { copyFrom } from '../peers/guide.ts';
import { type GuidedGateway, issuerOf, startGuidedGateway } from './guided-gateway.ts';

const PAGE = 'docs/guides/jobs/google-libraries.md';

describe("what the guide shows for Google's libraries", () => {
  let cluster: KubernetesPlatform;
  let gateway: GuidedGateway;
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cambio-google-'));
    cluster = await startKubernetesPlatform({ now: Date.now, issuer: issuerOf('kubernetes') });
    gateway = await startGuidedGateway({ kubernetes: cluster });
  });
  after(async () => {
    await gateway.close();
    await cluster.close();
    await rm(folder, { recursive: true });
  });

  it('gets google-auth-library a token from the file that the kubelet keeps', async () => {
    const section = 'googles-libraries-unmodified';
    const { path } = await cluster.mountToken(folder, { audience: gateway.issuer });
    const names = { 'https://sts.acme.example': gateway.issuer, '/var/run/secrets/cambio/token': path };
    const credentials = join(folder, 'credentials.json');
    await writeFile(credentials, copyFrom(PAGE, { section, language: 'json' }, names));
    const program = `${copyFrom(PAGE, { section, language: 'js' })}\nprocess.stdout.write(token);`;
    const { stdout, stderr } = await runProgram(process.execPath, ['--input-type=module', '-e', program], {
      env: { GOOGLE_APPLICATION_CREDENTIALS: credentials },
      // Where the library is installed.
      folder: join(ROOT, 'e2e'),
    });
    expect(stdout, stderr).not.to.equal('');
    expect(await gateway.verify(stdout)).to.include({
      client_id: 'mapping:kubernetes-deploy',
      scope: 'deploy:read',
    });
  });
});
