import { lookUp } from '@cambio/claims';
import type { JsonObject } from '@cambio/oauth';
import { expect } from 'chai';
import fc from 'fast-check';
import { CandidateIndex } from '../../src/candidates/candidate-index.ts';
import type { CompiledMapping } from '../../src/compile/compiled.ts';
import { holds } from '../../src/matcher/matcher.ts';
import { mapping, trust } from '../acme.ts';
import { inputs, mappings, trusting } from '../random-trust.ts';

const compiled = (documents: readonly JsonObject[]) => [...trusting(documents).tables.mappings.values()];

const idsOf = (found: Iterable<CompiledMapping>) => [...new Set([...found].map(({ id }) => id))].sort();

function everythingHolds({ conditions }: CompiledMapping, claims: Parameters<typeof lookUp>[0]): boolean {
  return conditions.every(({ path, matcher }) => holds(matcher, lookUp(claims, path)));
}

describe('CandidateIndex', () => {
  const some = fc.tuple(
    mappings({ minLength: 20, maxLength: 60 }),
    fc.array(inputs, { minLength: 1, maxLength: 5 }),
  );

  it('finds every mapping of which all conditions hold, and all about whoever asks', () => {
    fc.assert(
      fc.property(some, ([documents, requests]) => {
        const all = compiled(documents);
        const index = CandidateIndex.empty<CompiledMapping>().with(all);
        for (const { subject } of requests) {
          const holding = all.filter(
            (each) => each.target === 'deployer' && everythingHolds(each, subject.claims),
          );
          const possible = idsOf(index.possible('github', 'deployer', subject.claims));
          expect(possible).to.include.members(idsOf(holding));
          expect(idsOf(index.about('github', 'deployer', subject.claims))).to.include.members(possible);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('after changes finds what an index made afresh finds', () => {
    fc.assert(
      fc.property(some, fc.infiniteStream(fc.boolean()), ([documents, requests], coin) => {
        const all = compiled(documents);
        const [gone, kept] = [all.filter(() => coin.next().value), all];
        const stay = kept.filter((each) => !gone.includes(each));
        const [late, early] = [
          stay.filter((_, index) => index % 3 === 0),
          stay.filter((_, index) => index % 3 !== 0),
        ];
        const changed = CandidateIndex.empty<CompiledMapping>()
          .with([...gone, ...early])
          .with(late, gone);
        const fresh = CandidateIndex.empty<CompiledMapping>().with(stay);
        for (const target of ['deployer', 'packages', '*']) {
          expect(changed.hasAny('github', target)).to.equal(fresh.hasAny('github', target));
          expect(idsOf(changed.every('github', target))).to.deep.equal(idsOf(fresh.every('github', target)));
          for (const { subject } of requests) {
            expect(idsOf(changed.about('github', target, subject.claims))).to.deep.equal(
              idsOf(fresh.about('github', target, subject.claims)),
            );
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('looks at none of the mappings on other repositories', () => {
    const others = Array.from({ length: 500 }, (_, index) =>
      mapping({ id: `other-${index}`, match: { repository_id: `${index}`, environment: 'production' } }),
    );
    const { tables } = trust(mapping({}), ...others);
    const found = tables.allows.possible('github', 'deployer', {
      repository_id: '123456',
      environment: 'production',
    });
    expect(idsOf(found)).to.deep.equal(['shop-deploy-prod']);
  });

  it('tells a thousand mappings on one repository apart by their other claims', () => {
    const many = Array.from({ length: 1000 }, (_, index) =>
      mapping({ id: `env-${index}`, match: { repository_id: '123456', environment: `env-${index}` } }),
    );
    const claims = { repository_id: '123456', environment: 'env-7' };
    expect(idsOf(trust(...many).tables.allows.possible('github', 'deployer', claims))).to.deep.equal([
      'env-7',
    ]);
  });

  it('never takes one list of values for another', () => {
    const ids = [
      ['1', '23'],
      ['12', '3'],
      ['1', '2:3'],
    ];
    const all = ids.map(([owner = '', repository = ''], index) =>
      mapping({ id: `m-${index}`, match: { repository_owner_id: owner, repository_id: repository } }),
    );
    const { allows } = trust(...all).tables;
    for (const [index, [owner = '', repository = '']] of ids.entries()) {
      const claims = { repository_owner_id: owner, repository_id: repository };
      expect(idsOf(allows.about('github', 'deployer', claims))).to.deep.equal([`m-${index}`]);
    }
  });
});
