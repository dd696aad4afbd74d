import { expect } from 'chai';
import fc from 'fast-check';
import { type ClaimFact, factOf, type Profile } from '../../src/profile.ts';
import { PROVIDERS, profileOf } from '../../src/profiles/index.ts';
import { SAMPLES, sampleClaims } from '../../src/samples/index.ts';
import { anyClaims } from '../arbitrary.ts';

const profiles: readonly Profile[] = PROVIDERS.flatMap((provider) => profileOf(provider) ?? []);

describe('the registry of profiles', () => {
  it('names each provider once', () => {
    expect(profiles.map(({ provider }) => provider)).to.deep.equal([...new Set(PROVIDERS)]);
  });

  for (const provider of ['github', 'GITHUB-ACTIONS', '', 'constructor', '__proto__']) {
    it(`has no ${JSON.stringify(provider)}`, () => {
      expect(profileOf(provider)).to.equal(undefined);
    });
  }

  it('has a sample under the name of each provider', () => {
    expect(PROVIDERS.filter((provider) => sampleClaims(provider) === undefined)).to.deep.equal([]);
  });

  it('has no sample that is not of a provider', () => {
    const ofNobody = [...SAMPLES.keys()].filter(
      (name) => !PROVIDERS.some((provider) => name === provider || name.startsWith(`${provider}-`)),
    );
    expect(ofNobody).to.deep.equal([]);
  });
});

for (const profile of profiles) {
  describe(`the ${profile.provider} profile`, () => {
    const facts: readonly (readonly [string, ClaimFact])[] = Object.entries(profile.claims);
    const known = (claim: string) => factOf(profile, claim) !== undefined;

    it('speaks only of claims it knows', () => {
      const named = [
        ...profile.tenantPins,
        ...profile.requiredClaims,
        ...profile.kindClaims.map(({ claim }) => claim),
        ...profile.events.flatMap(({ claim, notBeside }) => [claim, notBeside ?? claim]),
        ...facts.flatMap(([, { idOf }]) => idOf ?? []),
      ];
      expect(named.filter((claim) => !known(claim))).to.deep.equal([]);
    });

    it('pins tenants by immutable claims', () => {
      const mutable = profile.tenantPins.filter((claim) => factOf(profile, claim)?.stability !== 'immutable');
      expect(mutable).to.deep.equal([]);
    });

    it('gives every shared issuer a way to be pinned', () => {
      const issuers = [profile.issuer, sampleClaims(profile.provider)?.iss].filter(
        (issuer) => typeof issuer === 'string',
      );
      if (issuers.some(profile.isShared)) expect(profile.tenantPins).to.not.be.empty;
    });

    it('has no immutable stand-in for a claim that is immutable itself', () => {
      const odd = facts.filter(([, { stability, idOf }]) => idOf !== undefined && stability === 'immutable');
      expect(odd).to.deep.equal([]);
    });

    it('lists no audience twice, and none by a pattern that floats', () => {
      const floating = profile.platformAudiences.filter(({ source }) => !/^\^|\$$/.test(source));
      expect(floating.map(String)).to.deep.equal([]);
    });

    it('matches its own public issuer, and nothing that merely holds it', () => {
      const { issuer, issuerPattern } = profile;
      if (issuerPattern === undefined) return;
      expect(issuerPattern.source).to.match(/^\^.*\$$/);
      if (issuer === undefined) return;
      expect(issuerPattern.test(issuer)).to.equal(true);
      expect(issuerPattern.test(`${issuer}.evil.example`)).to.equal(false);
      expect(issuerPattern.test(`https://evil.example/${issuer}`)).to.equal(false);
    });

    it('names a workload whatever the claims', () => {
      const names = facts.map(([claim]) => claim.split('/')[1] ?? claim);
      fc.assert(
        fc.property(anyClaims(names), (claims) => {
          const { key, name } = profile.workload(claims);
          expect(key).to.match(
            /^[a-z-]+(@@?([A-Za-z0-9._~-]|%[0-9A-Fu]{1,5})*)?(:[A-Za-z_]+=([A-Za-z0-9._~%u-])+)*$/,
          );
          expect(key.startsWith(profile.provider)).to.equal(true);
          expect(name).to.not.equal('');
          expect(profile.isIdentified(claims)).to.equal(key.includes('='));
        }),
        { numRuns: 200 },
      );
    });
  });
}
