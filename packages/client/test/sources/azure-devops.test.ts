import { expect } from 'chai';
import { azureDevopsSource } from '../../src/index.ts';
import { closeServers, type Reply, serve } from '../server.ts';
import { given } from './place.ts';

async function ask(reply: Reply) {
  const server = await serve(() => reply);
  const uri = `${server.url}/acme/_apis/distributedtask/hubs/build/oidctoken`;
  const env = { SYSTEM_OIDCREQUESTURI: uri, SYSTEM_ACCESSTOKEN: 'bearer-canary' };
  return { server, said: await given(azureDevopsSource({ env, fetch })) };
}

describe('azureDevopsSource', () => {
  afterEach(closeServers);

  it("asks the pipeline's endpoint", async () => {
    const { server, said } = await ask({ body: { oidcToken: 'a.b.c' } });
    expect(said).to.equal('a.b.c');
    const [request] = server.received;
    expect(request).to.include({
      method: 'POST',
      target: '/acme/_apis/distributedtask/hubs/build/oidctoken?api-version=7.1',
    });
    expect(request?.headers).to.include({
      authorization: 'Bearer bearer-canary',
      'content-type': 'application/json',
    });
  });

  const failures: readonly (readonly [Reply, string])[] = [
    [{ status: 401, body: 'canary' }, 'refused: Azure DevOps answered 401'],
    [{ status: 302, headers: { location: '/canary' } }, 'refused: Azure DevOps answered 302'],
    [{ status: 500 }, 'unavailable: Azure DevOps answered 500'],
    [{ status: 429 }, 'unavailable: Azure DevOps answered 429'],
    [{ body: { canary: 1 } }, 'malformed: Azure DevOps answered without a token'],
  ];
  for (const [reply, expected] of failures) {
    it(`fails: ${expected}`, async () => {
      expect((await ask(reply)).said).to.equal(expected);
    });
  }

  it('says how to map the access token, and repeats none', async () => {
    const env = { SYSTEM_OIDCREQUESTURI: 'https://dev.azure.com/x' };
    expect(await given(azureDevopsSource({ env, fetch }))).to.include(
      'env: { SYSTEM_ACCESSTOKEN: $(System.AccessToken) }',
    );
    for (const uri of ['canary', 'http://canary.example/', undefined]) {
      const odd = { SYSTEM_OIDCREQUESTURI: uri, SYSTEM_ACCESSTOKEN: 'canary' };
      expect(await given(azureDevopsSource({ env: odd, fetch }))).to.equal(
        'not_configured: SYSTEM_OIDCREQUESTURI is not an https URL',
      );
    }
  });
});
