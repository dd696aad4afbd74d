import { type Claims, lookUp } from '@cambio/claims';
import type { JsonObject } from '@cambio/oauth';
import { expect } from 'chai';
import fc from 'fast-check';
import { CandidateIndex } from '../../src/candidates/candidate-index.ts';
import { hashWith, NO_HASH } from '../../src/candidates/hash.ts';
import { allowTerms, denyTerms } from '../../src/candidates/terms.ts';
import type { CompiledMapping, Terms } from '../../src/compile/compiled.ts';
import { holds } from '../../src/matcher/matcher.ts';
import { mapping, trust } from '../acme.ts';
import { inputs, mappings, trusting } from '../random-trust.ts';

const emptyIndex = () =>
  CandidateIndex.empty<CompiledMapping, Terms>((mapping, conditions) =>
    mapping.effect === 'allow' ? allowTerms(mapping, conditions) : denyTerms(mapping, conditions),
  );

const compiled = (documents: readonly JsonObject[]) => [...trusting(documents).tables.mappings.values()];

const idsOf = (found: Iterable<{ readonly id: string }>) =>
  [...new Set([...found].map(({ id }) => id))].sort();

function everythingHolds({ conditions }: Pick<Terms, 'conditions'>, claims: Claims): boolean {
  return conditions.every(({ path, matcher }) => holds(matcher, lookUp(claims, path)));
}

/** Two names that cannot be told apart by the hash of what comes before, and of them. */
function colliding(before: number): readonly [string, string] {
  const known = new Map<number, string>();
  for (let number = 0; ; number++) {
    const name = String(number);
    const hash = hashWith(before, name);
    const other = known.get(hash);
    if (other !== undefined) return [other, name];
    known.set(hash, name);
  }
}

const ISSUER = hashWith(NO_HASH, 'github');
const TARGET = hashWith(ISSUER, 'deployer');

/** So many mappings about one workload that their other claims tell them apart. */
function crowd(match: JsonObject): readonly JsonObject[] {
  return Array.from({ length: 20 }, (_, index) =>
    mapping({ id: `crowd-${index}`, match: { ...match, environment: `env-${index}` } }),
  );
}

const indexOf = (...documents: readonly JsonObject[]) => emptyIndex().with(compiled(documents));

const idsFor = (index: ReturnType<typeof emptyIndex>, claims: Claims, target = 'deployer') =>
  idsOf(index.possible('github', target, claims));

describe('CandidateIndex', () => {
  const some = fc.tuple(
    mappings({ minLength: 20, maxLength: 60 }),
    fc.array(inputs, { minLength: 1, maxLength: 5 }),
  );

  it('finds the mappings of which all conditions hold, by those that remain to be checked', () => {
    fc.assert(
      fc.property(some, ([documents, requests]) => {
        const all = compiled(documents);
        const index = emptyIndex().with(all);
        for (const { subject } of requests) {
          const holding = all.filter(
            (each) => each.target === 'deployer' && everythingHolds(each, subject.claims),
          );
          const possible = index.possible('github', 'deployer', subject.claims);
          const remaining = possible.filter(({ terms }) => everythingHolds(terms, subject.claims));
          expect(idsOf(remaining)).to.deep.equal(idsOf(holding));
          const about = idsOf(index.about('github', 'deployer', subject.claims));
          expect(about).to.include.members(idsOf(possible));
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
        const changed = emptyIndex()
          .with([...gone, ...early])
          .with(late, gone);
        const fresh = emptyIndex().with(stay);
        for (const target of ['deployer', 'packages', '*']) {
          expect(changed.hasAny('github', target)).to.equal(fresh.hasAny('github', target));
          expect(idsOf(changed.every('github', target))).to.deep.equal(idsOf(fresh.every('github', target)));
          for (const { subject } of requests) {
            for (const find of ['about', 'possible'] as const) {
              const [found, expected] = [changed, fresh].map((index) =>
                idsOf(index[find]('github', target, subject.claims)),
              );
              expect(found).to.deep.equal(expected);
            }
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
    const [crowded, lonely] = colliding(TARGET);
    const all = compiled(
      Array.from({ length: 21 }, (_, index) => {
        const match = { repository_id: index === 20 ? lonely : crowded, environment: `env-${index % 20}` };
        return mapping({ id: `m-${match.repository_id}-${index % 20}`, match });
      }),
    );
    const [many, one] = [all.slice(0, 20), all.slice(20)];
    const empty = emptyIndex();
    const grown = [empty.with(all), empty.with(many).with(one), empty.with(one).with(many)];
    const claimsOf = (id: string) => ({ repository_id: id, environment: 'env-0' });
    for (const index of grown) {
      expect(idsFor(index, claimsOf(lonely))).to.deep.equal([`m-${lonely}-0`]);
      expect(idsFor(index, claimsOf(crowded))).to.deep.equal([`m-${crowded}-0`]);
      const left = index.with([], many);
      expect(idsFor(left, claimsOf(lonely))).to.deep.equal([`m-${lonely}-0`]);
    }
    const two = empty.with([...many.slice(0, 1), ...one]);
    for (const id of [crowded, lonely]) expect(idsFor(two, claimsOf(id))).to.deep.equal([`m-${id}-0`]);
  });

  it('tells apart mappings of one workload whose further claims come to one hash', () => {
    const [one, other] = colliding(hashWith(TARGET, '123456'));
    const both = [one, other].map((environment) =>
      mapping({ id: `m-${environment}`, match: { repository_id: '123456', environment } }),
    );
    const index = indexOf(...both, ...crowd({ repository_id: '123456' }));
    for (const environment of [one, other])
      expect(idsFor(index, { repository_id: '123456', environment })).to.deep.equal([`m-${environment}`]);
  });

  it('tells apart targets, and issuers, whose names come to one hash', () => {
    const [crowded, lonely] = colliding(ISSUER);
    const claims = { repository_id: '123456', environment: 'env-0' };
    const [only, ...many] = compiled([
      mapping({ id: 'only', match: claims }),
      ...crowd({ repository_id: '123456' }),
    ]);
    if (only === undefined) throw new Error('it compiles');
    const index = emptyIndex().with([
      { ...only, target: lonely },
      ...many.map((each) => ({ ...each, target: crowded })),
    ]);
    expect(idsFor(index, claims, lonely)).to.deep.equal(['only']);
    expect(idsFor(index, claims, crowded)).to.deep.equal(['crowd-0']);

    const [here, there] = colliding(NO_HASH);
    const [first, ...others] = many;
    if (first === undefined) throw new Error('there are many');
    const crowdHere = others.map((each) => ({ ...each, issuer: here }));
    const abroad = emptyIndex().with([...crowdHere, { ...first, issuer: there }, { ...only, issuer: there }]);
    expect(idsOf(abroad.possible(there, 'deployer', claims))).to.deep.equal(['crowd-0', 'only']);
    expect(idsOf(abroad.possible(here, 'deployer', claims))).to.deep.equal([]);
  });

  it('keeps apart what two targets, or two issuers, whose names come to one hash say of one workload', () => {
    const [one, other] = compiled(['1', '2'].map((id) => mapping({ id, match: { repository_id: '7' } })));
    if (one === undefined || other === undefined) throw new Error('they compile');
    const claims = { repository_id: '7' };
    const [here, there] = colliding(ISSUER);
    const targets = emptyIndex().with([
      { ...one, target: here },
      { ...other, target: there },
    ]);
    expect([here, there].map((target) => idsFor(targets, claims, target))).to.deep.equal([['1'], ['2']]);
    const [home, abroad] = colliding(NO_HASH);
    const issuers = emptyIndex().with([
      { ...one, issuer: home },
      { ...other, issuer: abroad },
    ]);
    const found = [home, abroad].map((issuer) => idsOf(issuers.possible(issuer, 'deployer', claims)));
    expect(found).to.deep.equal([['1'], ['2']]);
  });

  it('finds every mapping about a workload as they come and go, one by one', () => {
    const all = compiled(crowd({ repository_id: '1' }));
    const finds = (index: ReturnType<typeof emptyIndex>, mappings: readonly CompiledMapping[]) => {
      for (const { id } of mappings) {
        const environment = id.replace('crowd', 'env');
        expect(idsFor(index, { repository_id: '1', environment })).to.include(id);
      }
    };
    let index = emptyIndex();
    for (const [count, each] of all.entries()) {
      index = index.with([each]);
      finds(index, all.slice(0, count + 1));
    }
    for (const [count, each] of all.entries()) {
      index = index.with([], [each]);
      finds(index, all.slice(count + 1));
      expect(idsFor(index, { repository_id: '1', environment: `env-${count}` })).not.to.include(each.id);
    }
  });

  it('never takes a claim for a list of claims that it reads like', () => {
    const both = { repository_id: '1', repository_owner_id: '2' };
    const sub = 's1:1s1:2';
    const bySub = mapping({ id: 'by-sub', match: { sub } });
    const index = indexOf(bySub, mapping({ id: 'by-both', match: both }));
    expect(idsFor(index, { sub })).to.deep.equal(['by-sub']);
    expect(idsFor(index, both)).to.deep.equal(['by-both']);
    const crowded = indexOf(bySub, ...crowd(both));
    expect(idsFor(crowded, { sub, environment: 'env-0' })).to.deep.equal(['by-sub']);
  });

  it('never takes a further claim for a list of claims that it reads like', () => {
    const match = { repository_id: '1', environment: 'x', ref: 'y' };
    const index = indexOf(mapping({ id: 'by-two', match }), ...crowd({ repository_id: '1' }));
    expect(idsFor(index, { repository_id: '1', environment: 's1:xs1:y' })).to.deep.equal([]);
    expect(idsFor(index, match)).to.deep.equal(['by-two']);
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
