import { expect } from 'chai';
import fc from 'fast-check';
import type { Claims } from '../src/claims.ts';
import { drift } from '../src/drift.ts';
import { aws } from '../src/profiles/aws.ts';
import { githubActions } from '../src/profiles/github-actions.ts';
import { google } from '../src/profiles/google.ts';
import { PROVIDERS, profileOf } from '../src/profiles/index.ts';
import { kubernetes } from '../src/profiles/kubernetes.ts';
import { vault } from '../src/profiles/vault.ts';
import { sampleClaims } from '../src/samples/index.ts';
import { anyClaims } from './arbitrary.ts';

const github = sampleClaims('github-actions') ?? {};
const pod = sampleClaims('kubernetes') ?? {};
const role = sampleClaims('aws') ?? {};

describe('drift', () => {
  it('is none in a token like all others', () => {
    expect(drift(githubActions, github)).to.deep.equal([]);
  });

  it('is the same whatever tokens were looked at before', () => {
    const alike = [github, { ...github, run_attempt: 1 }, { ...github, tier: 'secret' }, github, role, pod];
    const looks = (all: readonly Claims[]) => all.map((claims) => drift(githubActions, claims));
    expect(looks(alike).toReversed()).to.deep.equal(looks(alike.toReversed()));
    fc.assert(
      fc.property(fc.array(anyClaims(Object.keys(githubActions.claims)), { maxLength: 5 }), (all) => {
        expect(looks(all).toReversed()).to.deep.equal(looks(all.toReversed()));
      }),
    );
  });

  it('reports a claim nobody knows, without its value', () => {
    expect(drift(githubActions, { ...github, tier: 'secret' })).to.deep.equal([
      { kind: 'unknown_claim', claim: 'tier', found: 'string' },
    ]);
  });

  it('reports a claim that has changed its type', () => {
    expect(drift(githubActions, { ...github, run_attempt: 1 })).to.deep.equal([
      { kind: 'unexpected_type', claim: 'run_attempt', expected: ['string'], found: 'number' },
    ]);
  });

  it('takes null for a type of its own', () => {
    expect(drift(githubActions, { ...github, environment: null })).to.deep.equal([
      { kind: 'unexpected_type', claim: 'environment', expected: ['string'], found: 'null' },
    ]);
  });

  it('reports an expected claim that is missing', () => {
    const { repository_id, ...rest } = github;
    expect(repository_id).to.be.a('string');
    expect(drift(githubActions, rest)).to.deep.equal([{ kind: 'missing_claim', claim: 'repository_id' }]);
  });

  it('does not miss what a platform leaves out', () => {
    const { environment, enterprise, enterprise_id, ...rest } = github;
    expect([environment, enterprise, enterprise_id]).to.not.include(undefined);
    expect(drift(githubActions, rest)).to.deep.equal([]);
  });

  it('looks into objects it knows, and names what it finds by pointer', () => {
    const claims = {
      ...pod,
      'kubernetes.io': { namespace: 1, 'a/b~c': true, serviceaccount: { name: 'deployer' } },
    };
    expect(drift(kubernetes, claims)).to.deep.equal([
      { kind: 'unexpected_type', claim: '/kubernetes.io/namespace', expected: ['string'], found: 'number' },
      { kind: 'unknown_claim', claim: '/kubernetes.io/a~1b~0c', found: 'boolean' },
      { kind: 'missing_claim', claim: '/kubernetes.io/serviceaccount/uid' },
    ]);
  });

  it('misses members only of objects that are there', () => {
    expect(drift(google, sampleClaims('google') ?? {})).to.deep.equal([]);
    expect(drift(google, { ...sampleClaims('google'), google: {} })).to.deep.equal([
      { kind: 'missing_claim', claim: '/google/compute_engine' },
    ]);
  });

  it('leaves alone objects whose members others choose', () => {
    const names = { ...Object(role['https://sts.amazonaws.com/']), request_tags: { anything: 'at all' } };
    expect(drift(aws, { ...role, 'https://sts.amazonaws.com/': names })).to.deep.equal([]);
  });

  it('knows no unknown claims where the operator of the issuer defines them', () => {
    expect(drift(vault, { ...sampleClaims('vault'), colour: ['green'] })).to.deep.equal([]);
    expect(drift(vault, { ...sampleClaims('vault'), sub: 7 })).to.have.length(1);
  });

  it('never throws, whatever the claims', () => {
    for (const profile of PROVIDERS.map(profileOf)) {
      if (profile === undefined) throw new Error('a listed provider has a profile');
      fc.assert(
        fc.property(anyClaims([...Object.keys(profile.claims), 'google', 'kubernetes.io']), (claims) => {
          expect(drift(profile, claims)).to.be.an('array');
        }),
        { numRuns: 50 },
      );
    }
  });
});
