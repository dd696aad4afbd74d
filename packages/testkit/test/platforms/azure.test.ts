import { expect } from 'chai';
import { fixedClock } from '../../src/clock.ts';
import { decode } from '../../src/forge.ts';
import { type AzurePlatform, startAzurePlatform } from '../../src/platforms/azure.ts';
import { verified } from './verified.ts';

const TENANT = '1f2e3d4c-5b6a-4798-8a9b-0c1d2e3f4a5b';
const METADATA = { metadata: 'true' };

describe('the Azure instance metadata service', () => {
  const clock = fixedClock();
  let platform: AzurePlatform;

  beforeEach(async () => {
    platform = await startAzurePlatform({ now: clock.now });
  });
  afterEach(() => platform.close());

  function ask(query: string, headers: Record<string, string> = METADATA) {
    return fetch(`${platform.imds}/metadata/identity/oauth2/token?${query}`, { headers });
  }

  async function answer(resource = 'api://sts') {
    const response = await ask(`api-version=2018-02-01&resource=${encodeURIComponent(resource)}`);
    return (await response.json()) as Record<string, string>;
  }

  it('has the v1 issuer of its tenant, with the slash it ends in', async () => {
    expect(platform.issuer).to.equal(`${platform.url}/${TENANT}/`);
    const response = await fetch(`${platform.issuer}.well-known/openid-configuration`);
    expect(await response.json()).to.include({ issuer: platform.issuer, jwks_uri: platform.jwksUri });
  });

  it('answers an access token for the resource, every number as text', async () => {
    const { access_token = '', ...rest } = await answer();
    expect(await verified(access_token, platform, clock)).to.include({
      aud: 'api://sts',
      tid: TENANT,
      idp: platform.issuer,
      ver: '1.0',
    });
    expect(rest).to.deep.equal({
      client_id: '5a6b7c8d-9e0f-4a1b-8c2d-3e4f5a6b7c27',
      expires_in: '86400',
      expires_on: '1788307200',
      not_before: '1788220800',
      resource: 'api://sts',
      token_type: 'Bearer',
    });
  });

  it('hands the same token out until it is nearly over', async () => {
    const { access_token: first = '' } = await answer();
    clock.advance(86_000);
    expect(await answer()).to.include({ access_token: first, expires_in: '400' });
    expect((await answer('api://other')).access_token).to.not.equal(first);
    clock.advance(101);
    const { access_token: second = '' } = await answer();
    expect(decode(second).claims.uti).to.not.equal(decode(first).claims.uti);
  });

  const refusals = [
    {
      name: 'no Metadata header',
      query: 'api-version=2018-02-01&resource=a',
      headers: {},
      error: 'invalid_request',
    },
    { name: 'no api-version', query: 'resource=a', headers: METADATA, error: 'invalid_request' },
    { name: 'no resource', query: 'api-version=2018-02-01', headers: METADATA, error: 'invalid_resource' },
    {
      name: 'an identity that is not attached',
      query: 'api-version=2018-02-01&resource=a&client_id=other',
      headers: METADATA,
      error: 'invalid_request',
    },
  ];
  for (const { name, query, headers, error } of refusals) {
    it(`refuses ${name}`, async () => {
      const response = await ask(query, headers);
      expect([response.status, ((await response.json()) as { error: string }).error]).to.deep.equal([
        400,
        error,
      ]);
    });
  }
});
