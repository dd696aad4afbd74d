import { expect } from 'chai';
import { fixedClock } from '../../src/clock.ts';
import { decode } from '../../src/forge.ts';
import { type GitLabPlatform, startGitLabPlatform } from '../../src/platforms/gitlab.ts';
import { verified } from './verified.ts';

describe('the GitLab-shaped platform', () => {
  const clock = fixedClock();
  let platform: GitLabPlatform;

  before(async () => {
    platform = await startGitLabPlatform({ now: clock.now });
  });
  after(() => platform.close());

  it("puts one token per id_tokens entry into the job's environment", async () => {
    const job = await platform.job({ CLOUD: 'https://sts.acme.example', BOTH: ['a', 'b'] });
    expect(job).to.have.all.keys('CI', 'GITLAB_CI', 'CLOUD', 'BOTH');
    expect(decode(job.BOTH ?? '').claims.aud).to.deep.equal(['a', 'b']);
    expect(await verified(job.CLOUD ?? '', platform, clock)).to.include({
      aud: 'https://sts.acme.example',
      nbf: 1_788_220_795,
      exp: 1_788_224_400,
      runner_id: 12_270_807,
    });
  });

  it('composes sub of the project and the ref', async () => {
    const { T = '' } = await platform.job(
      { T: 'a' },
      { project_path: 'acme/shop', ref_type: 'tag', ref: 'v1' },
    );
    expect(decode(T).claims.sub).to.equal('project_path:acme/shop:ref_type:tag:ref:v1');
  });

  it('publishes its keys where GitLab does', () => {
    expect(platform.jwksUri).to.equal(`${platform.url}/oauth/discovery/keys`);
  });
});
