import { profileOf } from '@cambio/claims';
import type { JsonObject } from '@cambio/oauth';
import { expect } from 'chai';
import fc from 'fast-check';
import { unchecked } from '../../src/candidates/possibilities.ts';
import { hasBinding } from '../../src/decide/binding.ts';
import { possibleAllows, relatedAllows } from '../../src/decide/candidates.ts';
import { issuedSubject } from '../../src/decide/grant.ts';
import { refusalOf } from '../../src/decide/judge.ts';
import { compareMisses, missOf, nearestMiss } from '../../src/decide/miss.ts';
import { sceneOf } from '../../src/decide/scene.ts';
import { grantedScopes } from '../../src/decide/scopes.ts';
import { type CompiledTrust, type DecisionInput, decide, explain } from '../../src/index.ts';
import { identityOf, inputs, mappings, trusting } from '../random-trust.ts';

const RUNS = { numRuns: 120 };

const someInputs = fc.array(inputs, { minLength: 1, maxLength: 8 });

const ELSEWHERE = { run_id: { exists: true }, repository_id: '999' };

/** Whether the request would be granted, by looking at every mapping and at nothing else. */
function isGranted({ tables }: CompiledTrust, input: DecisionInput): boolean {
  const { audience = '', mapping: asked } = input.request;
  const target = tables.byAudience.get(audience);
  const issuer = tables.issuers.get(input.subject.issuer);
  if (target === undefined || issuer === undefined) return false;
  const scene = sceneOf(input, issuer, target);
  const on = [...tables.mappings.values()].filter(
    (mapping) => mapping.target === audience || mapping.target === '*',
  );
  const covering = on
    .filter((mapping) => mapping.effect === 'allow')
    .filter((mapping) => refusalOf(mapping, scene) === undefined && (asked ?? mapping.id) === mapping.id)
    .filter((mapping) => grantedScopes(mapping, scene).length > 0)
    .sort(
      (a, b) =>
        a.scopes.length - b.scopes.length || a.grant.lifetime - b.grant.lifetime || (a.id < b.id ? -1 : 1),
    );
  const [chosen] = covering;
  if (chosen === undefined) return false;
  const granting = { ...scene, dueScopes: grantedScopes(chosen, scene) };
  const refuses = (reason: string | undefined) => reason === undefined || reason === 'condition_error';
  if (on.some((mapping) => mapping.effect === 'deny' && refuses(refusalOf(mapping, granting)))) return false;
  return hasBinding(chosen, scene) && issuedSubject(chosen, scene).ok;
}

describe('the laws of decisions', () => {
  it('what the index finds is what looking at every mapping finds', () => {
    fc.assert(
      fc.property(mappings({ maxLength: 40 }), someInputs, (documents, requests) => {
        const trust = trusting(documents);
        for (const input of requests) {
          fc.pre(input.request.audience !== undefined);
          expect(decide(trust, input).outcome === 'allow').to.equal(isGranted(trust, input));
        }
      }),
      RUNS,
    );
  });

  it('the nearest miss is the nearest of all about whoever asks, wherever it is looked for first', () => {
    fc.assert(
      fc.property(mappings({ maxLength: 40 }), someInputs, (documents, requests) => {
        const { tables } = trusting(documents);
        for (const input of requests) {
          const target = tables.byAudience.get(input.request.audience ?? '');
          const issuer = tables.issuers.get(input.subject.issuer);
          if (target === undefined || issuer === undefined) continue;
          const scene = sceneOf(input, issuer, target);
          const related = relatedAllows(tables, scene);
          const misses = related.flatMap((mapping) => missOf(unchecked(mapping), scene) ?? []);
          const found = nearestMiss(possibleAllows(tables, scene), () => related.map(unchecked), scene);
          expect(found).to.deep.equal(misses.sort(compareMisses)[0]);
        }
      }),
      RUNS,
    );
  });

  it('an explanation explains the decision that is made', () => {
    fc.assert(
      fc.property(mappings({ maxLength: 12 }), someInputs, (documents, requests) => {
        const trust = trusting(documents);
        for (const input of requests)
          expect(explain(trust, input).decision).to.deep.equal(decide(trust, input));
      }),
      RUNS,
    );
  });

  it('the same documents in another order make the same decision', () => {
    fc.assert(
      fc.property(mappings({ maxLength: 30 }), someInputs, (documents, requests) => {
        const [trust, reversed] = [trusting(documents), trusting(documents.toReversed())];
        for (const input of requests) expect(decide(reversed, input)).to.deep.equal(decide(trust, input));
      }),
      RUNS,
    );
  });

  it('a mapping on another repository changes nothing', () => {
    const other = fc.tuple(mappings({ minLength: 2, maxLength: 12 }), fc.nat());
    fc.assert(
      fc.property(other, someInputs, ([documents, place], requests) => {
        const [elsewhere, ...rest] = documents.map((document) => ({ ...document }));
        const moved = { ...elsewhere, id: 'zz-elsewhere', match: ELSEWHERE };
        const after = trusting([
          ...rest.slice(0, place % rest.length),
          moved,
          ...rest.slice(place % rest.length),
        ]);
        const before = trusting(rest);
        for (const input of requests) {
          const [old, now] = [decide(before, input), decide(after, input)];
          // With no mapping on the target at all it says so; with one about others, that nothing fits.
          const isFirst = old.outcome === 'deny' && old.reason === 'no_mapping';
          if (isFirst) expect(now.outcome).to.equal('deny');
          else expect(now).to.deep.equal(old);
        }
      }),
      RUNS,
    );
  });

  it('a mapping on another repository changes nothing of where others are kept out', () => {
    const kept = {
      kind: 'Mapping',
      owner: 'o',
      purpose: 'p',
      issuer: 'github',
      match: { run_id: { exists: true } },
    };
    const ban = { ...kept, id: 'm-1', effect: 'deny', target: 'packages' };
    const near = { ...kept, id: 'm-2', target: 'deployer', grant: { scopes: ['deploy:read'] } };
    const narrow = { ...near, match: { ...near.match, ref: ['refs/heads/a'] } };
    const elsewhere = {
      ...kept,
      id: 'm-3',
      target: 'packages',
      match: ELSEWHERE,
      grant: { scopes: ['publish'] },
    };
    const input: DecisionInput = {
      subject: identityOf({ sub: 's', run_id: '7' }),
      request: { binding: 'none' },
      now: 1_788_220_800,
    };
    for (const documents of [[ban], [ban, narrow], [ban, near]]) {
      const now = decide(trusting([...documents, elsewhere]), input);
      if (documents.length === 1) expect(now).to.deep.equal({ outcome: 'deny', reason: 'claim_mismatch' });
      else expect(now).to.deep.equal(decide(trusting(documents), input));
    }
  });

  it('a deny mapping never widens', () => {
    fc.assert(
      fc.property(mappings({ minLength: 1, maxLength: 12 }), someInputs, (documents, requests) => {
        const isDeny = (document: JsonObject) => document.effect === 'deny';
        const [with_, without] = [
          trusting(documents),
          trusting(documents.filter((document) => !isDeny(document))),
        ];
        for (const input of requests) {
          const decision = decide(with_, input);
          fc.pre(input.request.audience !== undefined);
          if (decision.outcome === 'allow') expect(decide(without, input)).to.deep.equal(decision);
          if (decide(without, input).outcome === 'deny') expect(decision.outcome).to.equal('deny');
        }
      }),
      RUNS,
    );
  });

  it('nothing is granted beyond what the mapping has and what was asked for', () => {
    fc.assert(
      fc.property(mappings({ maxLength: 12 }), someInputs, (documents, requests) => {
        const trust = trusting(documents);
        for (const input of requests) {
          const decision = decide(trust, input);
          if (decision.outcome === 'deny') continue;
          const mapping = trust.mappings.get(decision.mapping);
          expect(mapping?.enabled).to.equal(true);
          expect(mapping?.scopes).to.include.members([...decision.scopes]);
          expect(input.request.scopes ?? decision.scopes).to.have.members([...decision.scopes]);
        }
      }),
      RUNS,
    );
  });

  it('no claims make it throw, nor let in whoever has not the claims', () => {
    const trust = trusting([
      {
        kind: 'Mapping',
        id: 'exact',
        owner: 'o',
        purpose: 'p',
        issuer: 'github',
        target: 'deployer',
        match: {
          repository_id: '1',
          environment: { glob: '*' },
          ref: { not: 'x' },
          repository: { regex: '.*' },
        },
        when: 'claims.run_attempt == "1" || claims.run_id.startsWith("7")',
        grant: { scopes: ['deploy:read'], subject: 'env/{environment}', claims: { all: '{sub}' } },
      },
    ]);
    const profile = profileOf('github-actions');
    const names = fc.constantFrom(
      'repository_id',
      'environment',
      'ref',
      'repository',
      'run_id',
      'act',
      'sub',
      'iss',
    );
    const claims = fc.dictionary(fc.oneof(names, fc.string()), fc.jsonValue());
    fc.assert(
      fc.property(claims, (given) => {
        const token: JsonObject = JSON.parse(JSON.stringify(given));
        const subject = {
          ...identityOf({}),
          claims: token,
          workload: profile?.workload(token) ?? identityOf({}).workload,
        };
        const input: DecisionInput = { subject, request: { audience: 'deployer', binding: 'none' }, now: 0 };
        const { outcome } = explain(trust, input).decision;
        if (outcome === 'allow')
          expect(Object.hasOwn(token, 'repository_id') && token.repository_id).to.equal('1');
      }),
      { numRuns: 1000 },
    );
  });
});
