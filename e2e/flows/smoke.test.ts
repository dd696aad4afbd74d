import { type GitHubPlatform, startGitHubPlatform } from '@cambio/testkit';
import { expect } from 'chai';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { type Gateway, startGateway } from '../gateway/start-gateway.ts';

describe('the gateway as a process', () => {
  let platform: GitHubPlatform;
  let gateway: Gateway;

  before(async () => {
    platform = await startGitHubPlatform({ now: Date.now });
    gateway = await startGateway({ trust: trustIn(platform.issuer) });
  });
  after(async () => {
    await gateway.stop();
    await platform.close();
  });

  it('is alive, ready, and says who it is', async () => {
    const statuses = ['/livez', '/readyz'].map(async (path) => (await fetch(gateway.internal + path)).status);
    expect(await Promise.all(statuses)).to.deep.equal([200, 200]);
    const metadata = await fetch(`${gateway.issuer}/.well-known/oauth-authorization-server`);
    expect(await metadata.json()).to.include({ issuer: gateway.issuer });
  });

  it("turns a job's token into one for the target, which its published keys verify", async () => {
    const answer = await fetch(`${gateway.issuer}/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
        subject_token: await platform.issue({ aud: gateway.issuer, repository_id: '123456' }),
        subject_token_type: 'urn:ietf:params:oauth:token-type:id_token',
        audience: 'https://deployer.acme.example',
      }),
    });
    const body = (await answer.json()) as { access_token: string };
    expect(answer.status, JSON.stringify(body)).to.equal(200);
    const keys = createRemoteJWKSet(new URL(`${gateway.issuer}/jwks`));
    const { payload } = await jwtVerify(body.access_token, keys, {
      issuer: gateway.issuer,
      audience: 'https://deployer.acme.example',
      typ: 'at+jwt',
    });
    expect(payload).to.include({ scope: 'deploy:read', sub: 'repo/123456' });
  });

  it('finishes and ends with 0 when it is asked to stop', async () => {
    const other = await startGateway({ trust: trustIn(platform.issuer) });
    expect(await other.stop()).to.equal(0);
    const refused = await fetch(`${other.issuer}/jwks`).catch((error: unknown) => error);
    expect(refused).to.be.instanceOf(TypeError);
  });
});

function trustIn(issuer: string): string {
  return `
kind: Issuer
id: github
provider: github-actions
url: ${issuer}
allowPrivateNetwork: true
owner: platform@acme.example
---
kind: Target
id: deployer
audience: https://deployer.acme.example
scopes: { deploy:read: See what is deployed }
owner: platform@acme.example
---
kind: Mapping
id: shop
owner: shop@acme.example
purpose: Look at what is deployed
issuer: github
target: deployer
match: { repository_id: "123456" }
grant: { scopes: [deploy:read], subject: "repo/{repository_id}" }
`;
}
