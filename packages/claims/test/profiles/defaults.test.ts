import { expect } from 'chai';
import { PROVIDERS, profileOf } from '../../src/profiles/index.ts';
import { sampleClaims } from '../../src/samples/index.ts';

/** Seconds since issue, and how often a token may be used, where an Issuer document says nothing. */
const DEFAULTS: Readonly<Record<string, readonly [number | undefined, string]>> = {
  'github-actions': [600, 'once-per-target'],
  gitlab: [3600, 'once-per-target'],
  circleci: [3600, 'once-per-target'],
  buildkite: [600, 'once-per-target'],
  bitbucket: [3600, 'once-per-target'],
  'azure-devops': [300, 'once'],
  'terraform-cloud': [undefined, 'once'],
  spacelift: [3600, 'once-per-target'],
  jenkins: [600, 'once-per-target'],
  codefresh: [300, 'once-per-target'],
  semaphore: [3600, 'once-per-target'],
  kubernetes: [3600, 'allow'],
  spiffe: [undefined, 'allow'],
  aws: [300, 'once-per-target'],
  azure: [3600, 'allow'],
  google: [3600, 'allow'],
  oracle: [300, 'once'],
  vercel: [3600, 'allow'],
  flyio: [600, 'once-per-target'],
  vault: [900, 'allow'],
  keycloak: [3600, 'allow'],
  okta: [3600, 'allow'],
  entra: [3600, 'allow'],
  'cloudflare-access': [3600, 'allow'],
  self: [undefined, 'allow'],
  oidc: [3600, 'once-per-target'],
};

describe('defaults of profiles', () => {
  it('are written down for every provider', () => {
    expect(Object.keys(DEFAULTS)).to.have.members([...PROVIDERS]);
  });

  for (const [provider, [maxAge, replay]] of Object.entries(DEFAULTS)) {
    it(`${provider}: ${maxAge ?? 'any'} seconds, ${replay}`, () => {
      const profile = profileOf(provider);
      expect([profile?.maxAge, profile?.replay]).to.deep.equal([maxAge, replay]);
    });

    it(`${provider}: its own token does not live too long`, () => {
      const { iat, exp } = sampleClaims(provider) ?? {};
      if (typeof iat !== 'number' || typeof exp !== 'number') throw new Error('a sample has both times');
      expect(exp - iat).to.be.at.most(profileOf(provider)?.maxLifetime ?? 0);
    });
  }

  it("a year is too long for a pod's mounted token", () => {
    const { iat, exp } = sampleClaims('kubernetes-default-mount') ?? {};
    expect(Number(exp) - Number(iat)).to.be.above(profileOf('kubernetes')?.maxLifetime ?? Infinity);
  });

  it('admit no symmetric algorithm', () => {
    const odd = PROVIDERS.flatMap((provider) => profileOf(provider)?.algorithms ?? []).filter((alg) =>
      /^(HS|none)/.test(alg),
    );
    expect(odd).to.deep.equal([]);
  });

  it('take an `act` for delegation everywhere but at Vercel', () => {
    const others = PROVIDERS.filter((provider) => profileOf(provider)?.act !== 'delegation');
    expect(others).to.deep.equal(['vercel']);
  });
});
