import type { JsonObject } from '@cambio/oauth';
import { expect } from 'chai';
import fc from 'fast-check';
import { allowTerms, denyTerms, SharedTerms } from '../../src/candidates/terms.ts';
import type { AllowTerms, CompiledMapping, Terms } from '../../src/compile/compiled.ts';
import { BAN, GITHUB, mapping, trust } from '../acme.ts';
import { mappings, trusting } from '../random-trust.ts';

const shared = () =>
  new SharedTerms<CompiledMapping, Terms>((each, conditions) =>
    each.effect === 'allow' ? allowTerms(each, conditions) : denyTerms(each, conditions),
  );

const ENTERPRISE = { ...GITHUB, id: 'enterprise', url: 'https://github.acme.example/_services/token' };

/** The terms of a mapping, and of another that differs from it in this. */
function termsBeside(change: JsonObject): readonly [Terms, Terms] {
  const { tables } = trust(mapping({ id: 'one' }), mapping({ id: 'other', ...change }), ENTERPRISE);
  const [one, other] = ['one', 'other'].map((id) => tables.mappings.get(id));
  if (one === undefined || other === undefined) throw new Error('both compile');
  const terms = shared();
  return [terms.of(one, [one.anchor.shape]), terms.of(other, [other.anchor.shape])];
}

describe('the terms of mappings', () => {
  it('are one object for mappings that differ in whom they are about, and in what is for people', () => {
    const match = { repository_id: '654321', environment: 'production', ref: 'refs/heads/main' };
    const [one, other] = termsBeside({ match, owner: 'team-b@acme.example', purpose: 'Deploy theirs' });
    expect(other).to.equal(one);
  });

  it('are one object for mappings of different issuers', () => {
    const [one, other] = termsBeside({ issuer: 'enterprise' });
    expect(other).to.equal(one);
  });

  it('are one object for deny mappings on different targets', () => {
    const { tables } = trust(BAN, { ...BAN, id: 'elsewhere', target: 'packages' });
    const terms = shared();
    const found = [...tables.mappings.values()].map((each) => terms.of(each, [each.anchor.shape]));
    expect(found).to.have.length(2);
    expect(new Set(found).size).to.equal(1);
  });

  const differences: readonly (readonly [keyof AllowTerms, JsonObject])[] = [
    ['enabled', { enabled: false }],
    ['conditions', { match: { repository_id: '123456', environment: 'staging' } }],
    ['when', { when: 'claims.run_attempt == "1"' }],
    ['grant', { grant: { scopes: ['deploy:read'] } }],
    ['notBefore', { notBefore: '2026-08-01' }],
    ['expires', { expires: '2026-12-01' }],
    ['delegation', { delegation: { actors: [{ issuer: 'partner', match: { sub: 'agent' } }] } }],
  ];
  for (const [member, change] of differences) {
    it(`are others where ${member} differs`, () => {
      const [one, other] = termsBeside(change).map((terms) => new Map(Object.entries(terms)).get(member));
      expect(other).not.to.deep.equal(one);
    });
  }

  it('leave out the claims that lead to a mapping, and no others', () => {
    fc.assert(
      fc.property(mappings({ minLength: 1, maxLength: 20 }), (documents) => {
        const terms = shared();
        for (const each of trusting(documents).tables.mappings.values()) {
          const { shape, further } = each.anchor;
          for (const by of [[shape], [shape, further]]) {
            const named = by.flatMap(({ paths }) => paths.map(({ text }) => text));
            const { id, owner, purpose, issuer, target, anchor, located, reviewBy, conditions, ...rest } =
              each;
            expect(terms.of(each, by)).to.deep.equal({
              ...rest,
              conditions: conditions.filter(({ path }) => !named.includes(path.text)),
            });
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('are others for deny mappings than for those that allow', () => {
    const match = { repository_id: '123456', environment: 'production' };
    const { tables } = trust(mapping({ id: 'allow', match }), { ...BAN, match });
    const terms = shared();
    const found = [...tables.mappings.values()].map((each) => terms.of(each, [each.anchor.shape]).effect);
    expect(found.sort()).to.deep.equal(['allow', 'deny']);
  });
});
