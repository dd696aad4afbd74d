import { expect } from 'chai';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { fixedClock } from '../../src/clock.ts';
import { decode } from '../../src/forge.ts';
import { type SpiffePlatform, startSpiffePlatform } from '../../src/platforms/spiffe.ts';

describe('the SPIFFE bundle endpoint', () => {
  const clock = fixedClock();
  let platform: SpiffePlatform;

  beforeEach(async () => {
    platform = await startSpiffePlatform({ now: clock.now, trustDomain: 'acme.example', refreshHint: 60 });
  });
  afterEach(() => platform.close());

  async function bundle() {
    return (await (await fetch(platform.jwksUri)).json()) as { keys: Record<string, string>[] };
  }

  it('publishes its keys for JWT-SVIDs, with sequence and refresh hint', async () => {
    const first = await bundle();
    expect(first).to.include({ spiffe_sequence: 1, spiffe_refresh_hint: 60 });
    expect(first.keys.map(({ use, alg }) => [use, alg])).to.deep.equal([['jwt-svid', 'ES256']]);
    await platform.rotate();
    const second = await bundle();
    expect(second).to.include({ spiffe_sequence: 2 });
    expect(second.keys).to.have.length(2);
  });

  it('mints an SVID of its trust domain, without iss', async () => {
    const token = await platform.svid('/ns/shop/sa/api', ['spiffe://acme.example/sts']);
    const keys = (await bundle()).keys.map(({ use: _, kty = '', ...key }) => ({ ...key, kty }));
    const { payload } = await jwtVerify(token, createLocalJWKSet({ keys }), {
      currentDate: new Date(clock.now()),
    });
    expect(payload).to.deep.equal({
      sub: 'spiffe://acme.example/ns/shop/sa/api',
      aud: ['spiffe://acme.example/sts'],
      iat: 1_788_220_800,
      exp: 1_788_221_100,
    });
    expect(platform.issuer).to.equal('spiffe://acme.example');
  });

  it('puts iss in where it has been given one', async () => {
    const spire = await startSpiffePlatform({ now: clock.now, issuer: 'https://oidc.acme.example' });
    expect(decode(await spire.svid('/a', ['b'])).claims.iss).to.equal('https://oidc.acme.example');
    await spire.close();
  });

  it('has no discovery document', async () => {
    expect((await fetch(`${platform.url}/.well-known/openid-configuration`)).status).to.equal(404);
  });
});
