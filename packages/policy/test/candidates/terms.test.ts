import type { JsonObject } from '@cambio/oauth';
import { expect } from 'chai';
import fc from 'fast-check';
import {
  allowTerms,
  denyTerms,
  type Naming,
  type Remaining,
  SharedTerms,
} from '../../src/candidates/terms.ts';
import type { AllowTerms, CompiledMapping, Terms } from '../../src/compile/compiled.ts';
import { BAN, GITHUB, mapping, trust } from '../acme.ts';
import { mappings, trusting } from '../random-trust.ts';

const shared = () =>
  new SharedTerms<CompiledMapping, Terms>((each, conditions, naming) =>
    each.effect === 'allow' ? allowTerms(each, conditions, naming) : denyTerms(each, conditions, naming),
  );

const naming = ({ anchor }: CompiledMapping): Naming => ({ by: anchor.shape, further: undefined });

const behind = ({ anchor }: CompiledMapping): Naming => ({ by: anchor.shape, further: anchor.further });

const ENTERPRISE = { ...GITHUB, id: 'enterprise', url: 'https://github.acme.example/_services/token' };

/** The terms of a mapping, and of another that differs from it in this. */
function termsBeside(change: JsonObject): readonly [Terms, Terms] {
  const { tables } = trust(mapping({ id: 'one' }), mapping({ id: 'other', ...change }), ENTERPRISE);
  const [one, other] = ['one', 'other'].map((id) => tables.mappings.get(id));
  if (one === undefined || other === undefined) throw new Error('both compile');
  const terms = shared();
  return [terms.of(one, naming(one)), terms.of(other, naming(other))];
}

describe('the terms of mappings', () => {
  it('are one object for mappings that differ in whom they are about, and in what is for people', () => {
    const match = { repository_id: '654321', environment: 'production', ref: 'refs/heads/main' };
    const [one, other] = termsBeside({ match, owner: 'team-b@acme.example', purpose: 'Deploy theirs' });
    expect(other).to.equal(one);
  });

  const differences: readonly (readonly [keyof Remaining<AllowTerms>, JsonObject])[] = [
    ['issuer', { issuer: 'enterprise' }],
    ['by', { match: { repository_owner_id: '1', environment: 'production', ref: 'refs/heads/main' } }],
    ['target', { target: 'packages', grant: { scopes: ['publish'] } }],
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
          for (const way of [naming(each), behind(each)]) {
            const named = [...way.by.paths, ...(way.further?.paths ?? [])].map(({ text }) => text);
            const { id, owner, purpose, anchor, located, reviewBy, conditions, ...rest } = each;
            expect(terms.of(each, way)).to.deep.equal({
              ...rest,
              ...way,
              conditions: conditions.filter(({ path }) => !named.includes(path.text)),
            });
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('are others for each target of deny mappings, and for those that allow', () => {
    const { tables } = trust(mapping({ id: 'allow' }), BAN, { ...BAN, id: 'elsewhere', target: 'packages' });
    const terms = shared();
    const found = ['allow', 'ban', 'elsewhere'].flatMap((id) => tables.mappings.get(id) ?? []);
    expect(
      found.map((each) => terms.of(each, naming(each))).map(({ effect, target }) => [effect, target]),
    ).to.deep.equal([
      ['allow', 'deployer'],
      ['deny', 'deployer'],
      ['deny', 'packages'],
    ]);
  });
});
