import { lookUp } from '@cambio/claims';
import type { JsonObject } from '@cambio/oauth';
import { expect } from 'chai';
import fc from 'fast-check';
import { CandidateIndex } from '../../src/candidates/candidate-index.ts';
import { hashWith, NO_HASH } from '../../src/candidates/hash.ts';
import type { CompiledMapping } from '../../src/compile/compiled.ts';
import { holds } from '../../src/matcher/matcher.ts';
import { mapping, trust } from '../acme.ts';
import { inputs, mappings, trusting } from '../random-trust.ts';

const compiled = (documents: readonly JsonObject[]) => [...trusting(documents).tables.mappings.values()];

const idsOf = (found: Iterable<CompiledMapping>) => [...new Set([...found].map(({ id }) => id))].sort();

function everythingHolds({ conditions }: CompiledMapping, claims: Parameters<typeof lookUp>[0]): boolean {
  return conditions.every(({ path, matcher }) => holds(matcher, lookUp(claims, path)));
}

/** Two repositories that cannot be told apart by their hash. */
function collidingIds(): readonly [string, string] {
  const root = hashWith(hashWith(NO_HASH, 'github'), 'deployer');
  const known = new Map<number, string>();
  for (let number = 0; ; number++) {
    const id = String(number);
    const hash = hashWith(root, id);
    const other = known.get(hash);
    if (other !== undefined) return [other, id];
    known.set(hash, id);
  }
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

  it('finds both of two workloads whose values come to one hash, though only one has many mappings', () => {
    const [crowded, lonely] = collidingIds();
    const compiledFor = (id: string, environments: number) =>
      compiled(
        Array.from({ length: environments }, (_, index) =>
          mapping({ id: `m-${id}-${index}`, match: { repository_id: id, environment: `env-${index}` } }),
        ),
      );
    const [many, one] = [compiledFor(crowded, 20), compiledFor(lonely, 1)];
    const empty = CandidateIndex.empty<CompiledMapping>();
    const grown = [empty.with([...many, ...one]), empty.with(many).with(one), empty.with(one).with(many)];
    const claimsOf = (id: string) => ({ repository_id: id, environment: 'env-0' });
    for (const index of grown) {
      expect(idsOf(index.possible('github', 'deployer', claimsOf(lonely)))).to.include(`m-${lonely}-0`);
      expect(idsOf(index.possible('github', 'deployer', claimsOf(crowded)))).to.include(`m-${crowded}-0`);
      const left = index.with([], many);
      expect(idsOf(left.possible('github', 'deployer', claimsOf(lonely)))).to.deep.equal([`m-${lonely}-0`]);
    }
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
