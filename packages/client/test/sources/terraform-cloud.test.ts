import { expect } from 'chai';
import { terraformCloudSource } from '../../src/index.ts';
import { AUDIENCE, given, jwtFor } from './place.ts';

const plain = { TFC_WORKLOAD_IDENTITY_TOKEN: jwtFor('https://vault.example') };
const tagged = { TFC_WORKLOAD_IDENTITY_TOKEN_STS: jwtFor(AUDIENCE) };

describe('terraformCloudSource', () => {
  it('takes the token that is for the audience, tagged or not', async () => {
    const env = { ...plain, ...tagged, OTHER: jwtFor(AUDIENCE, { canary: 1 }) };
    expect(await given(terraformCloudSource({ env }))).to.equal(tagged.TFC_WORKLOAD_IDENTITY_TOKEN_STS);
  });

  it('takes the plain one where none is', async () => {
    expect(await given(terraformCloudSource({ env: plain }))).to.equal(plain.TFC_WORKLOAD_IDENTITY_TOKEN);
  });

  it('says which variable to set', async () => {
    expect(await given(terraformCloudSource({ env: {} }))).to.include(
      `TFC_WORKLOAD_IDENTITY_AUDIENCE=${AUDIENCE}`,
    );
  });
});
