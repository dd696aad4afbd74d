import { expect } from 'chai';
import { drift } from '../../src/drift.ts';
import { kindProblem } from '../../src/kind.ts';
import { profileOf } from '../../src/profiles/index.ts';
import { spiffe } from '../../src/profiles/spiffe.ts';
import { SAMPLES, sampleClaims } from '../../src/samples/index.ts';
import { EXPECTED } from './expected.ts';

/**
 * AWS's signed `GetCallerIdentity` has no sample: it is a signed request that the recipient sends to AWS itself, with no
 * claims, no key set and no JWT, so there is nothing for a profile to read.
 */
describe('the samples', () => {
  it('all have an expectation, but for the WIT-SVID, which is refused', () => {
    const expected = Object.values(EXPECTED).flatMap((samples) => Object.keys(samples));
    expect([...expected, 'spiffe-wit']).to.have.members([...SAMPLES.keys()]);
  });

  for (const [provider, samples] of Object.entries(EXPECTED)) {
    for (const [name, workload] of Object.entries(samples)) {
      it(`${name} is what its profile says`, () => {
        const profile = profileOf(provider);
        const claims = sampleClaims(name);
        if (profile === undefined || claims === undefined)
          throw new Error(`no profile or no sample: ${name}`);
        expect(profile.workload(claims)).to.deep.equal(workload);
        expect(drift(profile, claims)).to.deep.equal([]);
        expect(kindProblem(profile, claims)).to.equal(undefined);
        expect(String(claims.iss)).to.match(profile.issuerPattern ?? /^https:/);
      });
    }
  }

  it('has no such name as constructor', () => {
    expect(sampleClaims('constructor')).to.equal(undefined);
  });

  it('show a WIT-SVID for what it is', () => {
    const claims = sampleClaims('spiffe-wit') ?? {};
    expect(kindProblem(spiffe, claims)).to.deep.equal({ reason: 'refused_claim', claim: 'cnf' });
    expect(drift(spiffe, claims)).to.deep.equal([
      { kind: 'unknown_claim', claim: 'cnf', found: 'object' },
      { kind: 'missing_claim', claim: 'aud' },
    ]);
    expect(spiffe.types).to.not.include('wit+jwt');
  });
});
