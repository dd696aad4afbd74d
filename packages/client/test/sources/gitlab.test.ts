import { expect } from 'chai';
import { gitlabSource } from '../../src/index.ts';
import { AUDIENCE, given, jwtFor } from './place.ts';

describe('gitlabSource', () => {
  const own = jwtFor(AUDIENCE);
  const others = { VAULT_TOKEN: jwtFor('https://vault.example'), CI_JOB_TOKEN: 'glcbt-canary', CI: 'true' };

  it('takes the variable whose token is for the audience, whatever it is called', async () => {
    expect(await given(gitlabSource({ env: { ...others, ANY_NAME: own } }))).to.equal(own);
  });

  it('takes one of several audiences', async () => {
    const env = { STS: jwtFor(['https://other.example', AUDIENCE]) };
    expect(await given(gitlabSource({ env }))).to.equal(env.STS);
  });

  it('takes no audience for another that begins like it', async () => {
    expect(await given(gitlabSource({ env: { A: jwtFor(`${AUDIENCE}/`) } }))).to.match(/^not_configured/);
  });

  it('says what to add to the job', async () => {
    const said = await given(gitlabSource({ env: others }));
    expect(said).to.include(`id_tokens: { CAMBIO_ID_TOKEN: { aud: ${AUDIENCE} } }`);
  });
});
