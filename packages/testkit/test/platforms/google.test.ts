import { expect } from 'chai';
import { fixedClock } from '../../src/clock.ts';
import { type GooglePlatform, startGooglePlatform } from '../../src/platforms/google.ts';
import { verified } from './verified.ts';

const FLAVOR = { 'metadata-flavor': 'Google' };

describe('the Google metadata server', () => {
  const clock = fixedClock();
  let platform: GooglePlatform;

  before(async () => {
    platform = await startGooglePlatform({ now: clock.now, claims: { sub: '1', azp: '1' } });
  });
  after(() => platform.close());

  function ask(query: string, headers: Record<string, string> = FLAVOR) {
    const { GCE_METADATA_HOST: host } = platform.environment;
    const path = 'computeMetadata/v1/instance/service-accounts/default/identity';
    return fetch(`http://${host}/${path}?${query}`, { headers });
  }

  it('answers the bare token', async () => {
    const response = await ask('audience=https://sts.acme.example');
    const claims = await verified(await response.text(), platform, clock);
    expect(claims).to.include({ sub: '1', aud: 'https://sts.acme.example', exp: 1_788_224_400 });
    expect(response.headers.get('metadata-flavor')).to.equal('Google');
  });

  const formats = [
    { query: 'audience=a', instance: false, licences: false },
    { query: 'audience=a&format=standard', instance: false, licences: false },
    { query: 'audience=a&format=full', instance: true, licences: false },
    { query: 'audience=a&format=full&licenses=TRUE', instance: true, licences: true },
  ];
  for (const { query, instance, licences } of formats) {
    it(`says ${instance ? '' : 'nothing '}of the instance${licences ? ' and its licences' : ''} for ${query}`, async () => {
      const text = JSON.stringify(await verified(await (await ask(query)).text(), platform, clock));
      expect(text.includes('"instance_id":"4471234567890123456"')).to.equal(instance);
      expect(text.includes('license_id')).to.equal(licences);
    });
  }

  const refusals = [
    { name: 'a request without Metadata-Flavor', query: 'audience=a', headers: {}, status: 403 },
    {
      name: 'a forwarded request',
      query: 'audience=a',
      headers: { ...FLAVOR, 'x-forwarded-for': '10.0.0.1' },
      status: 403,
    },
    { name: 'a missing audience', query: 'format=full', headers: FLAVOR, status: 400 },
    { name: 'an empty audience', query: 'audience=', headers: FLAVOR, status: 400 },
  ];
  for (const { name, query, headers, status } of refusals) {
    it(`refuses ${name}`, async () => {
      expect((await ask(query, headers)).status).to.equal(status);
    });
  }
});
