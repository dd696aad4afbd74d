import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LOOPBACK_TLS } from '@cambio/testkit';
import { requireProgram } from '@cambio/testkit/programs';
import { expect } from 'chai';
import { CAMBIO } from '../gateway/cambio.ts';
import { runProgram } from '../gateway/programs.ts';
import { type GitServer, startGitServer } from '../shop/git-server.ts';
import { openShop, type Shop } from '../shop/shop.ts';
import { DEPLOYER, SHOP } from '../shop/trust.ts';

describe('cambio credential git, called by git', () => {
  let folder: string;
  let shop: Shop;
  let server: GitServer;

  before(async () => {
    await requireProgram('git', 'git');
    folder = await mkdtemp(join(tmpdir(), 'cambio-git-'));
    await writeFile(join(folder, 'ca.pem'), LOOPBACK_TLS.ca);
    shop = await openShop();
    server = await startGitServer(join(folder, 'server'), {
      issuer: shop.gateway.issuer,
      audience: DEPLOYER,
    });
  });

  after(async () => {
    await server.close();
    await shop.close();
    await rm(folder, { recursive: true });
  });

  /** A job of git's, which asks `cambio` where the server wants a password. */
  const git = (
    args: readonly string[],
    { host = new URL(server.url).host, ref = SHOP.ref as string } = {},
  ) => {
    const helper = `!'${process.execPath}' '${CAMBIO}' credential git --audience deployer --host ${host}`;
    const config = { 'credential.helper': helper, 'user.name': 'Job', 'user.email': 'job@acme.example' };
    const settings = Object.entries(config).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    return runProgram('git', [...settings, ...args], {
      folder,
      env: {
        ...shop.platform.job({ ...SHOP, ref }),
        CAMBIO_GATEWAY: shop.gateway.issuer,
        HOME: folder,
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_SSL_CAINFO: join(folder, 'ca.pem'),
        GIT_TERMINAL_PROMPT: '0',
        GIT_TRACE_CURL: '0',
      },
    });
  };

  it('clones, commits and pushes', async () => {
    const cloned = await git(['clone', '--quiet', `${server.url}/shop.git`, 'shop']);
    expect(cloned.code, cloned.stderr).to.equal(0);
    await writeFile(join(folder, 'shop', 'README'), 'It sells.\n');
    for (const args of [
      ['add', '.'],
      ['commit', '--quiet', '-m', 'Say what it does'],
      ['push', '--quiet', 'origin', 'HEAD:main'],
    ]) {
      const { code, stderr } = await git(['-C', 'shop', ...args]);
      expect(code, stderr).to.equal(0);
      expect(stderr).not.to.contain('eyJ');
    }
    expect(await git(['ls-remote', `${server.url}/shop.git`]))
      .to.have.property('stdout')
      .that.matches(/refs\/heads\/main/);
    expect(server.subjects()).to.deep.equal(['repo/123456']);
  });

  it('says why where the job is denied', async () => {
    const { code, stderr } = await git(['ls-remote', `${server.url}/shop.git`], { ref: 'refs/heads/try' });
    expect(code).not.to.equal(0);
    expect(stderr).to.contain('cambio: denied: ').and.contain('(claim_mismatch)');
  });

  it('gives nothing to a host that was not named', async () => {
    const { code, stderr } = await git(['ls-remote', `${server.url}/shop.git`], { host: 'git.acme.example' });
    expect(code).not.to.equal(0);
    expect(stderr).not.to.contain('cambio:');
  });
});
