import { expect } from 'chai';
import fc from 'fast-check';
import { type Explanation, explain } from '../../src/index.ts';
import {
  ask,
  changed,
  DEPLOYER,
  GITHUB,
  holder,
  job,
  load,
  mapping,
  partner,
  SHOP,
  trust,
  trustOf,
} from '../acme.ts';
import { inputs, mappings, trusting } from '../random-trust.ts';

const PROD = trust(SHOP);

const BAN = mapping({ id: 'ban', effect: 'deny', grant: undefined, match: { repository_id: '123456' } });

const failedOf = ({ candidates }: Explanation) =>
  candidates.flatMap(({ mapping: id, conditions }) =>
    conditions.filter(({ held }) => !held).map(({ kind, what }) => `${id} ${kind} ${what}`),
  );

describe('explain', () => {
  it('keeps each condition of an allowed request, with what was expected and found', () => {
    const { candidates, omitted } = explain(
      trust(mapping({ when: 'claims.run_attempt == "1"' })),
      ask({ scopes: ['deploy:read'] }),
    );
    expect([candidates, omitted]).to.deep.equal([
      [
        {
          mapping: 'shop-deploy-prod',
          effect: 'allow',
          selected: true,
          conditions: [
            {
              kind: 'match',
              what: 'repository_id',
              expected: 'equals "123456"',
              found: '123456',
              held: true,
            },
            {
              kind: 'match',
              what: 'environment',
              expected: 'equals "production"',
              found: 'production',
              held: true,
            },
            {
              kind: 'match',
              what: 'ref',
              expected: 'equals "refs/heads/main"',
              found: 'refs/heads/main',
              held: true,
            },
            { kind: 'when', what: 'claims.run_attempt == "1"', expected: 'is true', found: true, held: true },
            { kind: 'scope', what: 'deploy:read', expected: 'is granted by the mapping', held: true },
          ],
        },
      ],
      0,
    ]);
  });

  it('leaves out what was found where nothing was', () => {
    const { candidates } = explain(PROD, ask({}, { subject: job({ environment: undefined }) }));
    expect(candidates[0]?.conditions[1]).to.deep.equal({
      kind: 'match',
      what: 'environment',
      expected: 'equals "production"',
      held: false,
    });
  });

  it('gives the nearest misses first, those about others among them', () => {
    const several = trust(
      mapping({ id: 'far', match: { repository_id: '1', environment: 'x', ref: 'y' } }),
      mapping({ id: 'mistyped', match: { repository_id: '123457', environment: 'production' } }),
      mapping({ id: 'two-off', match: { repository_id: '123456', environment: 'x', ref: 'y' } }),
    );
    const { decision, candidates } = explain(several, ask());
    expect(decision).to.include({ reason: 'claim_mismatch', mapping: 'two-off' });
    expect(candidates.map(({ mapping: id }) => id)).to.deep.equal(['two-off', 'mistyped', 'far']);
  });

  it('gives the mappings that were not needed after the one that was', () => {
    const two = trust(
      mapping({ id: 'b', grant: { scopes: ['deploy:read', 'deploy:write', 'deploy:admin'] } }),
      SHOP,
    );
    const { candidates } = explain(two, ask());
    expect(candidates.map(({ mapping: id, selected, reason }) => [id, selected, reason])).to.deep.equal([
      ['shop-deploy-prod', true, undefined],
      ['b', false, undefined],
    ]);
  });

  it('accounts for the mapping that is asked for alone', () => {
    const two = trust(SHOP, mapping({ id: 'b', match: { repository_id: '123456', ref: 'x' } }));
    const { candidates } = explain(two, ask({ mapping: 'b' }));
    expect(candidates.map(({ mapping: id }) => id)).to.deep.equal(['b']);
  });

  it('names the deny mapping first', () => {
    const { candidates, remedy } = explain(trust(SHOP, BAN), ask());
    expect(candidates.map(({ mapping: id, effect, reason }) => [id, effect, reason])).to.deep.equal([
      ['ban', 'deny', undefined],
      ['shop-deploy-prod', 'allow', undefined],
    ]);
    expect(remedy).to.equal('Mapping shop-deploy-prod would grant this, if deny mapping ban did not apply.');
  });

  describe('before any mapping', () => {
    const guarded = trustOf(load(changed(GITHUB, { require: 'claims.actor == "nobody"' }), DEPLOYER, SHOP));

    it('says what the issuer requires', () => {
      const { before, candidates, remedy } = explain(guarded, ask());
      expect(before).to.deep.equal([
        { kind: 'issuer', what: 'claims.actor == "nobody"', expected: 'is true', found: false, held: false },
      ]);
      expect(candidates.map(({ mapping: id }) => id)).to.deep.equal(['shop-deploy-prod']);
      expect(remedy).to.contain('if the token satisfied what its issuer requires');
    });

    it("says who acts, or may act, by the actor's own token", () => {
      const delegated = mapping({ delegation: { actors: [{ issuer: 'partner', match: { sub: 'agent' } }] } });
      const actor = partner({ sub: 'agent', act: { sub: 'job-1' }, may_act: { sub: 'job-2' } });
      const { before, remedy } = explain(trust(delegated), ask({}, { actor }));
      const absent = { kind: 'actor', expected: 'is not in its token', held: false };
      expect(before).to.deep.equal([
        { ...absent, what: 'act', found: { sub: 'job-1' } },
        { ...absent, what: 'may_act', found: { sub: 'job-2' } },
      ]);
      expect(remedy).to.equal(
        "Mapping shop-deploy-prod would grant this, if the actor's token named nobody else who acts or may act.",
      );
    });

    it('says which name is no target, and which was probably meant', () => {
      expect(explain(PROD, ask({ audience: 'deploier' }))).to.deep.equal({
        decision: { outcome: 'deny', reason: 'unknown_target' },
        before: [
          {
            kind: 'target',
            what: 'audience',
            expected: 'names a target that is enabled',
            found: 'deploier',
            held: false,
          },
        ],
        candidates: [],
        omitted: 0,
        remedy: 'did you mean "deployer"?',
      });
    });

    it('says that audience and resource disagree', () => {
      const { before } = explain(PROD, ask({ resource: 'https://packages.acme.example' }));
      expect(before?.[0]).to.include({
        what: 'resource',
        expected: 'names the same target as audience "deployer"',
      });
    });

    it('says that the issuer is not declared, or disabled', () => {
      const [undeclared] = explain(PROD, ask({}, { subject: { ...job(), issuer: 'gitlab' } })).before ?? [];
      expect(undeclared).to.include({ kind: 'issuer', found: 'gitlab' });
      const disabled = trustOf(load(changed(GITHUB, { enabled: false }), DEPLOYER, SHOP));
      expect(explain(disabled, ask()).before?.[0]).to.include({
        kind: 'issuer',
        what: 'enabled',
        found: false,
      });
    });
  });

  describe('the remedy', () => {
    const cases: Readonly<Record<string, readonly [Explanation, string | undefined]>> = {
      'of a claim': [
        explain(PROD, ask({}, { subject: job({ ref: 'refs/heads/x' }) })),
        'claim ref equals "refs/heads/main" (found "refs/heads/x")',
      ],
      'of a claim that is absent': [
        explain(PROD, ask({}, { subject: job({ environment: undefined }) })),
        'claim environment equals "production" (absent)',
      ],
      'of a repository named wrongly': [
        explain(PROD, ask({}, { subject: job({ repository_id: '123457' }) })),
        'claim repository_id equals "123456" (found "123457")',
      ],
      'of a condition': [
        explain(trust(mapping({ when: 'claims.run_attempt == "2"' })), ask()),
        'condition claims.run_attempt == "2" is true (found false)',
      ],
      'of a condition that cannot be told': [
        explain(
          trust(mapping({ when: 'claims["environment_node_id"] == "1"' })),
          ask({}, { subject: job({ environment_node_id: undefined }) }),
        ),
        'is true (found "error: field not found: environment_node_id")',
      ],
      'of a mapping that is disabled': [
        explain(trust(mapping({ enabled: false })), ask()),
        'mapping: enabled is true (found false)',
      ],
      'of a mapping that has expired': [
        explain(trust(mapping({ expires: '2026-08-31' })), ask()),
        'mapping: now is before 2026-08-31T00:00:00Z (found "2026-09-01T00:00:00Z")',
      ],
      'of a mapping that has not begun': [
        explain(trust(mapping({ notBefore: '2026-10-01' })), ask()),
        'mapping: now is not before 2026-10-01T00:00:00Z',
      ],
      'of a scope': [
        explain(PROD, ask({ scopes: ['deploy:read', 'deploy:admin'] })),
        'scope deploy:admin is granted by the mapping',
      ],
      'of a binding': [
        explain(trust(mapping({ grant: { ...SHOP.grant, binding: 'dpop' } })), ask()),
        'binding, for the mapping is dpop (found "none")',
      ],
      'of a template': [
        explain(
          trust(
            mapping({
              match: { repository_id: '123456' },
              grant: { ...SHOP.grant, subject: 'e/{environment}' },
            }),
          ),
          ask({}, { subject: job({ environment: undefined }) }),
        ),
        'template of subject has the claim environment',
      ],
      'of an actor that is missing': [
        explain(
          trust(
            mapping({
              delegation: { required: true, actors: [{ issuer: 'partner', match: { sub: 'agent' } }] },
            }),
          ),
          ask(),
        ),
        'actor: it is present (absent)',
      ],
      'of an actor that is another': [
        explain(
          trust(mapping({ delegation: { actors: [{ issuer: 'partner', match: { sub: 'agent' } }] } })),
          ask({}, { actor: partner({ sub: 'x' }) }),
        ),
        'actor: sub equals "agent" (found "x")',
      ],
      'of an actor where none is known': [
        explain(PROD, ask({}, { actor: partner({ sub: 'x' }) })),
        'actor: it is absent: the mapping knows no delegation',
      ],
      'of an actor that the token wants, and the mapping knows of none': [
        explain(PROD, ask({}, { subject: job({ act: { sub: 'y' } }), actor: partner({ sub: 'x' }) })),
        'actor: it is one the mapping names, as the token says that somebody acts',
      ],
      'of an actor that the token wants, where there is none and the mapping knows of none': [
        explain(PROD, ask({}, { subject: job({ act: { sub: 'y' } }) })),
        'actor: it is one the mapping names, as the token says that somebody acts',
      ],
      'of scopes that the subject token lacks': [
        explain(
          trust(mapping({ issuer: 'self', match: { sub: 'repo/123456' } })),
          ask({}, { subject: holder({ scope: 'other' }) }),
        ),
        'scope scope leaves a scope that the subject token has (found "other")',
      ],
    };
    for (const [what, [{ remedy }, expected]] of Object.entries(cases)) {
      it(`${what} is the one condition that failed`, () => {
        expect(remedy)
          .to.contain('Mapping shop-deploy-prod would grant this, if only this held: ')
          .and.to.contain(expected);
      });
    }

    const none: Readonly<Record<string, Explanation>> = {
      'when two conditions failed': explain(PROD, ask({}, { subject: job({ ref: 'x', environment: 'y' }) })),
      'when a deny mapping bars besides': explain(trust(SHOP, BAN), ask({}, { subject: job({ ref: 'x' }) })),
      'when two deny mappings bar': explain(trust(SHOP, BAN, { ...BAN, id: 'ban-too' }), ask()),
      'when the actor is another, and the token names somebody else besides': explain(
        trust(mapping({ delegation: { actors: [{ issuer: 'partner', match: { sub: 'agent' } }] } })),
        ask({}, { subject: job({ may_act: { sub: 'somebody' } }), actor: partner({ sub: 'x' }) }),
      ),
      'when the actor is another, and too deep besides': explain(
        trust(
          mapping({
            issuer: 'self',
            match: { sub: 'repo/123456' },
            delegation: { actors: [{ issuer: 'partner', match: { sub: 'agent' } }] },
          }),
        ),
        ask(
          {},
          {
            subject: holder({ scope: 'deploy:read', act: { sub: 'earlier' } }),
            actor: partner({ sub: 'x' }),
          },
        ),
      ),
      'when the subject token has none of the scopes, and the mapping not all': explain(
        trust(mapping({ issuer: 'self', match: { sub: 'repo/123456' } })),
        ask({ scopes: ['deploy:read', 'deploy:admin'] }, { subject: holder({ scope: 'other' }) }),
      ),
      'when there is no mapping': explain(PROD, ask({ audience: 'packages' })),
      'when it is allowed': explain(PROD, ask()),
    };
    for (const [what, explanation] of Object.entries(none)) {
      it(`is not there ${what}`, () => expect(explanation).not.to.have.property('remedy'));
    }
  });

  describe('the size', () => {
    const long = 'x'.repeat(100_000);

    it('is bounded whatever the token says', () => {
      const subject = job({
        ref: long,
        environment: Array(50_000).fill('y'),
        act: { sub: long },
        may_act: [long],
      });
      const input = ask(
        {
          scopes: Array(500)
            .fill(0)
            .map((_, index) => `scope-${index}-${long}`),
        },
        { subject },
      );
      expect(JSON.stringify(explain(PROD, input)).length).to.be.lessThan(20_000);
    });

    it('is bounded whatever the documents say', () => {
      const match = Object.fromEntries(
        Array.from({ length: 30 }, (_, index) => [`/claim-${index}`, 'x'.repeat(1000)]),
      );
      const many = Array.from({ length: 40 }, (_, index) =>
        mapping({
          id: `m-${index}`,
          match: { repository_id: '123456', ...match },
          when: `claims.ref == "${'y'.repeat(1900)}"`,
        }),
      );
      const explanation = explain(trust(...many), ask());
      expect(explanation.candidates.length + explanation.omitted).to.equal(40);
      expect(JSON.stringify(explanation).length).to.be.lessThan(60_000);
    });

    it('can be chosen', () => {
      const many = Array.from({ length: 30 }, (_, index) =>
        mapping({ id: `m-${index}`, match: { repository_id: `${index}` } }),
      );
      const bounds = { candidates: 3, conditions: 100, others: 10 };
      const { candidates, omitted } = explain(trust(...many), ask(), bounds);
      expect([candidates.length, omitted]).to.deep.equal([3, 7]);
    });
  });

  it('says of each candidate that it could be taken just when all its conditions hold', () => {
    fc.assert(
      fc.property(mappings({ maxLength: 12 }), fc.array(inputs, { maxLength: 6 }), (documents, requests) => {
        const compiled = trusting(documents);
        for (const input of requests) {
          for (const { reason, conditions } of explain(compiled, input).candidates) {
            expect(reason === undefined).to.equal(conditions.every(({ held }) => held));
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  it('offers a remedy only where one condition of a mapping failed', () => {
    fc.assert(
      fc.property(mappings({ maxLength: 12 }), fc.array(inputs, { maxLength: 6 }), (documents, requests) => {
        const compiled = trusting(documents);
        for (const input of requests) {
          const explanation = explain(compiled, input);
          const [, id] = /^Mapping (\S+) would grant this, if only/.exec(explanation.remedy ?? '') ?? [];
          if (id === undefined) continue;
          expect(failedOf(explanation).filter((failed) => failed.startsWith(`${id} `))).to.have.length(1);
        }
      }),
      { numRuns: 100 },
    );
  });
});
