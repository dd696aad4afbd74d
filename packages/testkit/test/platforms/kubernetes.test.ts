import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { fixedClock } from '../../src/clock.ts';
import { decode } from '../../src/forge.ts';
import { type KubernetesPlatform, startKubernetesPlatform } from '../../src/platforms/kubernetes.ts';
import { verified } from './verified.ts';

describe('the Kubernetes-shaped platform', () => {
  const clock = fixedClock();
  let platform: KubernetesPlatform;
  let directory: string;

  beforeEach(async () => {
    platform = await startKubernetesPlatform({ now: clock.now });
    directory = await mkdtemp(join(tmpdir(), 'cambio-testkit-'));
  });
  afterEach(async () => {
    await platform.close();
    await rm(directory, { recursive: true });
  });

  it('projects a token for one audience, as a list, without typ', async () => {
    const mount = await platform.mountToken(directory, { audience: 'sts', expirationSeconds: 600 });
    const token = await readFile(mount.path, 'utf8');
    expect(await verified(token, platform, clock)).to.deep.include({ aud: ['sts'], exp: 1_788_221_400 });
    expect(decode(token).header).to.not.have.property('typ');
  });

  it('swaps the file for a fresh token and leaves nothing of the old one', async () => {
    const mount = await platform.mountToken(directory, { audience: 'sts' });
    const before = await readFile(mount.path, 'utf8');
    clock.advance(2880);
    await mount.renew();
    const after = await readFile(mount.path, 'utf8');
    expect(decode(after).claims.iat).to.equal(Number(decode(before).claims.iat) + 2880);
    expect(decode(after).claims.jti).to.not.equal(decode(before).claims.jti);
    expect(await readdir(directory)).to.have.members(['..2', '..data', 'token']);
  });

  it('composes sub of namespace and service account', async () => {
    const account = { namespace: 'shop', serviceaccount: { name: 'api', uid: 'u' } };
    const { claims } = decode(await platform.issue({ 'kubernetes.io': account }));
    expect(claims.sub).to.equal('system:serviceaccount:shop:api');
  });

  it('opens its documents to everybody unless told not to', async () => {
    expect((await fetch(platform.jwksUri)).status).to.equal(200);
  });

  it('closes them to all but the bearer of the discovery token', async () => {
    const closed = await startKubernetesPlatform({ now: clock.now, discoveryToken: 'secret' });
    const ask = async (path: string, headers: Record<string, string> = {}) =>
      (await fetch(closed.url + path, { headers })).status;
    for (const path of ['/openid/v1/jwks', '/.well-known/openid-configuration']) {
      expect([
        await ask(path),
        await ask(path, { authorization: 'Bearer other' }),
        await ask(path, { authorization: 'Bearer secret' }),
      ]).to.deep.equal([403, 401, 200]);
    }
    await closed.close();
  });
});
