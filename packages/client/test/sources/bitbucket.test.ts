import { expect } from 'chai';
import { bitbucketSource } from '../../src/index.ts';
import { AUDIENCE, given } from './place.ts';

describe('bitbucketSource', () => {
  it("reads the step's token", async () => {
    expect(await given(bitbucketSource({ env: { BITBUCKET_STEP_OIDC_TOKEN: 'a.b.c' } }))).to.equal('a.b.c');
  });

  it('says what to add to the step', async () => {
    const said = await given(bitbucketSource({ env: {} }));
    expect(said)
      .to.match(/^not_configured: /)
      .and.include(`oidc: { audiences: [${AUDIENCE}] }`);
  });
});
