import { type GitHubPlatform, type JobEnvironment, startGitHubPlatform } from '@cambio/testkit';
import { expect } from 'chai';
import { z } from 'zod';
import { type Gateway, startGateway } from '../gateway/start-gateway.ts';
import { exchanged, refusal } from './exchange.ts';
import { PACKAGES, trustOf } from './trust.ts';

const Minted = z.object({ value: z.string() });

/** What a step of a job does: it asks the runner's endpoint, with the audience it wants or without one. */
async function requestToken(job: JobEnvironment, audience?: string): Promise<string> {
  const asked = audience === undefined ? '' : `&audience=${encodeURIComponent(audience)}`;
  const response = await fetch(`${job.ACTIONS_ID_TOKEN_REQUEST_URL}${asked}`, {
    headers: { authorization: `bearer ${job.ACTIONS_ID_TOKEN_REQUEST_TOKEN}` },
  });
  return Minted.parse(await response.json()).value;
}

describe('GitHub Actions', () => {
  const deployment = { repository: 'acme/shop', repository_id: '123456', environment: 'production' };
  let platform: GitHubPlatform;
  let gateway: Gateway;

  before(async () => {
    platform = await startGitHubPlatform({ now: Date.now });
    const { jwksUri } = platform;
    const github = { id: 'github', provider: 'github-actions', url: platform.issuer };
    const enterprise = { ...github, id: 'enterprise', url: `${platform.issuer}/acme`, keys: { jwksUri } };
    const match = { repository_id: '123456', environment: 'production', event_name: ['push'] };
    const grant = {
      subject: 'repo/{repository_id}/env/{environment}',
      claims: { commit: '{sha}', repository: '{repository}' },
    };
    const trust = trustOf({ issuer: github, match, grant }, { issuer: enterprise, match, grant });
    gateway = await startGateway({ trust });
  });
  after(async () => {
    await gateway.stop();
    await platform.close();
  });

  it('exchanges what a job fetches from the address in its environment', async () => {
    const token = await requestToken(platform.job({ ...deployment, sha: 'c0ffee' }), gateway.issuer);
    expect(await exchanged(gateway, token)).to.include({
      sub: 'repo/123456/env/production',
      client_id: 'mapping:github-deployer',
      scope: 'deploy',
      repository: 'acme/shop',
      commit: 'c0ffee',
    });
  });

  it('takes a token once for each target', async () => {
    const token = await requestToken(platform.job(deployment), gateway.issuer);
    await exchanged(gateway, token);
    await exchanged(gateway, token, PACKAGES);
    expect(await refusal(gateway, token)).to.equal('replayed');
  });

  it('takes no token for the audience a job gets without asking', async () => {
    expect(await refusal(gateway, await requestToken(platform.job(deployment)))).to.equal('wrong_audience');
  });

  it("tells an enterprise's own issuer from the public one, although both have the same keys", async () => {
    const job = platform.job({ ...deployment, iss: `${platform.issuer}/acme` });
    expect(await exchanged(gateway, await requestToken(job, gateway.issuer))).to.include({
      client_id: 'mapping:enterprise-deployer',
    });
  });

  const strangers = [
    ['a pull request', { event_name: 'pull_request', ref: 'refs/pull/7/merge' }],
    ['a repository made anew under the name', { repository_id: '999999' }],
    ['a job outside the environment', { environment: undefined }],
    ['an id that is a number', { repository_id: 123456 }],
  ] as const;
  for (const [who, claims] of strangers) {
    it(`gives nothing to ${who}`, async () => {
      const token = await requestToken(platform.job({ ...deployment, ...claims }), gateway.issuer);
      expect(await refusal(gateway, token)).to.equal('claim_mismatch');
    });
  }
});
