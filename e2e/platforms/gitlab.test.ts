import { type GitLabPlatform, startGitLabPlatform } from '@cambio/testkit';
import { expect } from 'chai';
import { type Gateway, startGateway } from '../gateway/start-gateway.ts';
import { exchanged, refusal } from './exchange.ts';
import { PACKAGES, trustOf } from './trust.ts';

type Claims = Parameters<GitLabPlatform['job']>[1];

/** A pipeline of a merge request that comes from a fork, run in the project it wants to get into, from a branch called main. */
const FORK = {
  project_id: '61230077',
  project_path: 'mallory/payments-api',
  namespace_id: '55510001',
  namespace_path: 'mallory',
  pipeline_source: 'merge_request_event',
};

describe('GitLab CI', () => {
  let platform: GitLabPlatform;
  let gateway: Gateway;

  before(async () => {
    platform = await startGitLabPlatform({ now: Date.now });
    gateway = await startGateway({
      trust: trustOf({
        issuer: {
          id: 'gitlab',
          provider: 'gitlab',
          url: platform.issuer,
          require: 'claims.project_id == claims.job_project_id',
        },
        match: { job_project_id: '45550123', ref_path: 'refs/heads/main', environment: 'production' },
        grant: { subject: 'project/{project_id}', claims: { pipeline: '{pipeline_id}' } },
      }),
    });
  });
  after(async () => {
    await gateway.stop();
    await platform.close();
  });

  /** The variable of a job that named it in its `id_tokens`. */
  async function jobToken(claims: Claims = {}): Promise<string> {
    const { STS_TOKEN = '' } = await platform.job({ STS_TOKEN: gateway.issuer }, claims);
    return STS_TOKEN;
  }

  it('exchanges what a job finds in the variable it named', async () => {
    expect(await exchanged(gateway, await jobToken({ pipeline_id: '77' }))).to.include({
      sub: 'project/45550123',
      client_id: 'mapping:gitlab-deployer',
      pipeline: '77',
    });
  });

  it('takes a token once for each target', async () => {
    const token = await jobToken();
    await exchanged(gateway, token);
    await exchanged(gateway, token, PACKAGES);
    expect(await refusal(gateway, token)).to.equal('replayed');
  });

  it("takes no token of the job's other variables", async () => {
    const { VAULT_TOKEN = '' } = await platform.job({
      STS_TOKEN: gateway.issuer,
      VAULT_TOKEN: 'https://vault.acme.example',
    });
    expect(await refusal(gateway, VAULT_TOKEN)).to.equal('wrong_audience');
  });

  const refused = [
    ["a fork's merge request, although it runs in the project", FORK, 'issuer_condition'],
    ['an unprotected branch', { ref_path: 'refs/heads/x', ref_protected: 'false' }, 'claim_mismatch'],
    ['somebody who signs in', { sub: '1290034', project_id: undefined, job_id: undefined }, 'claim_missing'],
  ] as const;
  for (const [who, claims, reason] of refused) {
    it(`gives nothing to ${who}: ${reason}`, async () => {
      expect(await refusal(gateway, await jobToken(claims))).to.equal(reason);
    });
  }
});
