import type { JsonValue } from '@cambio/oauth';
import { expect } from 'chai';
import { type DecisionInput, type DenyReason, decide, emptyTrust, explain } from '../../src/index.ts';
import {
  ask,
  BAN,
  changed,
  DEPLOYER,
  GITHUB,
  job,
  load,
  mapping,
  NOW,
  PACKAGES,
  PARTNER,
  partner,
  SHOP,
  trust,
  trustOf,
} from '../acme.ts';

const PROD = trust(SHOP);

describe('decide', () => {
  it('allows what every check lets through', () => {
    expect(decide(PROD, ask())).to.deep.equal({
      outcome: 'allow',
      mapping: 'shop-deploy-prod',
      target: 'deployer',
      audience: 'https://deploy.acme.example',
      scopes: ['deploy:read', 'deploy:write'],
      subject: 'github-actions:repository_id=123456:environment=production',
      claims: {},
      lifetime: 600,
    });
  });

  it('denies everything when there are no documents', () => {
    expect(decide(emptyTrust, ask())).to.deep.equal({ outcome: 'deny', reason: 'unknown_issuer' });
    const self = { ...job(), issuer: 'self' };
    expect(decide(emptyTrust, ask({}, { subject: self }))).to.have.property('reason', 'unknown_target');
  });

  const disabledIssuer = trustOf(load(changed(GITHUB, { enabled: false }), DEPLOYER, SHOP));
  const guarded = trustOf(
    load(changed(GITHUB, { require: 'claims.repository_owner_id == "98765432"' }), DEPLOYER, SHOP),
  );
  const bound = trustOf(load(GITHUB, changed(DEPLOYER, { token: { binding: 'required' } }), SHOP));
  const banned = trust(SHOP, { ...BAN, match: { environment: 'production' } });
  const delegated = trust(
    mapping({ delegation: { actors: [{ issuer: 'partner', match: { sub: 'agent' } }] } }),
  );

  const denials: Readonly<Record<DenyReason, readonly [trust: typeof PROD, input: DecisionInput]>> = {
    unknown_issuer: [PROD, ask({}, { subject: { ...job(), issuer: 'gitlab' } })],
    issuer_disabled: [disabledIssuer, ask()],
    unknown_target: [PROD, ask({ audience: 'Deployer' })],
    ambiguous_target: [
      trust(SHOP, mapping({ id: 'shop-publish', target: 'packages', grant: { scopes: ['publish'] } })),
      { ...ask(), request: { binding: 'none' } },
    ],
    target_mismatch: [PROD, ask({ audience: 'deployer', resource: 'https://packages.acme.example' })],
    issuer_condition: [guarded, ask({}, { subject: job({ repository_owner_id: '1' }) })],
    actor_issuer_condition: [
      trustOf(load(GITHUB, changed(PARTNER, { enabled: false }), DEPLOYER, SHOP)),
      ask({}, { actor: partner({ sub: 'agent' }) }),
    ],
    actor_is_delegated: [delegated, ask({}, { actor: partner({ sub: 'agent', act: { sub: 'x' } }) })],
    denied_by_mapping: [banned, ask()],
    no_mapping: [PROD, ask({ audience: 'packages' })],
    mapping_disabled: [trust(mapping({ enabled: false })), ask()],
    mapping_not_yet_valid: [trust(mapping({ notBefore: '2026-09-01T00:00:01Z' })), ask()],
    mapping_expired: [trust(mapping({ expires: '2026-09-01' })), ask()],
    claim_mismatch: [PROD, ask({}, { subject: job({ ref: 'refs/heads/x' }) })],
    condition_false: [trust(mapping({ when: 'claims.run_attempt == "2"' })), ask()],
    condition_error: [
      trust(mapping({ when: 'claims.environment_node_id == "EN_1"' })),
      ask({}, { subject: job({ environment_node_id: undefined }) }),
    ],
    actor_required: [PROD, ask({}, { subject: job({ act: { sub: 'somebody' } }) })],
    actor_not_allowed: [PROD, ask({}, { actor: partner({ sub: 'agent' }) })],
    actor_mismatch: [delegated, ask({}, { actor: partner({ sub: 'another' }) })],
    may_act_mismatch: [
      delegated,
      ask({}, { subject: job({ may_act: { sub: 'another' } }), actor: partner({ sub: 'agent' }) }),
    ],
    delegation_too_deep: [
      trust(
        mapping({
          issuer: 'self',
          match: { sub: 'a' },
          delegation: { actors: [{ issuer: 'partner', match: { sub: 'agent' } }] },
        }),
      ),
      ask(
        {},
        {
          subject: {
            ...job(),
            issuer: 'self',
            claims: { sub: 'a', iss: 'https://sts.acme.example', scope: 'deploy:read', act: { sub: 'b' } },
          },
          actor: partner({ sub: 'agent' }),
        },
      ),
    ],
    scope_not_granted: [PROD, ask({ scopes: ['deploy:read', 'deploy:admin'] })],
    binding_required: [bound, ask()],
    template_claim_missing: [
      trust(
        mapping({
          match: { repository_id: '123456' },
          grant: { scopes: ['deploy:read'], subject: 'env/{environment}' },
        }),
      ),
      ask({}, { subject: job({ environment: undefined }) }),
    ],
  };
  for (const [reason, [compiled, input]] of Object.entries(denials)) {
    it(`denies with ${reason}`, () => {
      expect(decide(compiled, input)).to.include({ outcome: 'deny', reason });
    });
  }

  it('says which target, and which mapping came nearest', () => {
    expect(decide(PROD, ask({}, { subject: job({ ref: 'x' }) }))).to.deep.equal({
      outcome: 'deny',
      reason: 'claim_mismatch',
      target: 'deployer',
      mapping: 'shop-deploy-prod',
    });
  });

  it('names no mapping when all are about others', () => {
    expect(decide(PROD, ask({}, { subject: job({ repository_id: '7' }) }))).to.deep.equal({
      outcome: 'deny',
      reason: 'claim_mismatch',
      target: 'deployer',
    });
  });

  it('is measured against the mapping of which fewest conditions failed', () => {
    const two = trust(
      mapping({ id: 'a-far', match: { repository_id: '123456', environment: 'x', ref: 'y' } }),
      mapping({ id: 'b-near', when: 'claims.run_attempt == "2"' }),
    );
    expect(decide(two, ask())).to.include({ reason: 'condition_false', mapping: 'b-near' });
  });

  it('takes one that is meant for the very request for nearer than one whose exact claims are not all there', () => {
    const two = trust(
      mapping({ id: 'a-other', match: { ...SHOP.match, environment: 'staging' } }),
      mapping({ id: 'b-meant', match: { ...SHOP.match, ref: { prefix: 'refs/tags/' } } }),
    );
    expect(decide(two, ask())).to.include({ reason: 'claim_mismatch', mapping: 'b-meant' });
  });

  it('finds the nearest among many about one workload, also where one has more values than the index tells apart', () => {
    const inEnvironment = (environment: JsonValue) => ({ ...SHOP.match, environment });
    const listed = Array.from({ length: 65 }, (_, number) => `listed-${number}`);
    const many = trust(
      ...Array.from({ length: 9 }, (_, number) =>
        mapping({ id: `a-${number}`, match: inEnvironment(`x-${number}`) }),
      ),
      mapping({ id: 'b-listed', match: inEnvironment(listed) }),
    );
    expect(decide(many, ask())).to.include({ reason: 'claim_mismatch', mapping: 'a-0' });
  });

  describe('the time', () => {
    const bounded = trust(mapping({ notBefore: '2026-09-01', expires: '2026-09-02' }));
    for (const [now, outcome] of [
      [NOW - 1, 'deny'],
      [NOW, 'allow'],
      [NOW + 86_399, 'allow'],
      [NOW + 86_400, 'deny'],
    ] as const) {
      it(`${outcome === 'allow' ? 'lets' : 'keeps'} it at ${now}`, () => {
        expect(decide(bounded, ask({}, { now }))).to.include({ outcome });
      });
    }
  });

  describe('the scopes', () => {
    it('are those that are asked for, in that order', () => {
      expect(decide(PROD, ask({ scopes: ['deploy:write', 'deploy:read'] }))).to.deep.include({
        scopes: ['deploy:write', 'deploy:read'],
      });
    });

    it('are the mapping’s own when none is asked for', () => {
      expect(decide(PROD, ask({ scopes: [] }))).to.deep.include({ scopes: ['deploy:read', 'deploy:write'] });
    });

    it('are what a condition reads, whether asked for or not', () => {
      const cautious = trust(mapping({ when: '!("deploy:write" in request.scopes)' }));
      expect(decide(cautious, ask({ scopes: ['deploy:read'] }))).to.include({ outcome: 'allow' });
      expect(decide(cautious, ask())).to.include({ reason: 'condition_false' });
      expect(decide(cautious, ask({ scopes: [] }))).to.include({ reason: 'condition_false' });
    });

    const noWrites = { ...BAN, when: '"deploy:write" in request.scopes' };
    const reader = mapping({ id: 'shop-read', grant: { scopes: ['deploy:read'] } });
    const bans = [
      ['writes to whoever asks for them', [SHOP], ['deploy:write'], 'deny'],
      ['writes to whoever asks for nothing, and would get them', [SHOP], undefined, 'deny'],
      ['writes to whoever asks for an empty list, and would get them', [SHOP], [], 'deny'],
      ['no reading to whoever asks for it', [SHOP], ['deploy:read'], 'allow'],
      ['no reading to whoever asks for nothing, and would get that', [SHOP, reader], undefined, 'allow'],
    ] as const;
    for (const [what, mappings, scopes, outcome] of bans) {
      it(`are what a deny mapping reads, which denies ${what}`, () => {
        const input = ask(scopes === undefined ? {} : { scopes });
        const { decision, candidates } = explain(trust(...mappings, noWrites), input);
        expect(decision).to.include({ outcome });
        expect(candidates.some(({ effect }) => effect === 'deny')).to.equal(outcome === 'deny');
      });

      it(`are what an issuer's guard reads, which denies ${what}`, () => {
        const require = '!("deploy:write" in request.scopes)';
        const careful = trustOf(load(changed(GITHUB, { require }), DEPLOYER, ...mappings));
        const { decision, before } = explain(careful, ask(scopes === undefined ? {} : { scopes }));
        expect(decision).to.include({ outcome });
        expect(before?.map(({ found }) => found)).to.deep.equal(outcome === 'deny' ? [false] : undefined);
      });
    }
  });

  describe('the issuer’s guard', () => {
    it('lets through what satisfies it', () =>
      expect(decide(guarded, ask())).to.include({ outcome: 'allow' }));

    it('is not satisfied by an error', () => {
      const input = ask({}, { subject: job({ repository_owner_id: undefined }) });
      expect(decide(guarded, input)).to.include({ reason: 'issuer_condition' });
    });
  });

  describe('a binding', () => {
    const cases = [
      ['required', 'none', false],
      ['required', 'dpop', true],
      ['required', 'mtls', true],
      ['dpop', 'dpop', true],
      ['dpop', 'mtls', false],
      ['mtls', 'mtls', true],
      ['mtls', 'dpop', false],
      ['optional', 'none', true],
      ['optional', 'dpop', true],
    ] as const;
    for (const [demand, binding, held] of cases) {
      const outcome = held
        ? { outcome: 'allow' }
        : { reason: 'binding_required', mapping: 'shop-deploy-prod' };
      it(`${demand}, of the mapping, is ${held ? '' : 'not '}met by ${binding}`, () => {
        const compiled = trust(mapping({ grant: { ...SHOP.grant, binding: demand } }));
        expect(decide(compiled, ask({ binding }))).to.include(outcome);
      });
      it(`${demand}, of the target, is ${held ? '' : 'not '}met by ${binding}`, () => {
        const compiled = trustOf(load(GITHUB, changed(DEPLOYER, { token: { binding: demand } }), SHOP));
        expect(decide(compiled, ask({ binding }))).to.include(outcome);
      });
    }
  });

  describe('what is issued', () => {
    it('has the claims of the templates, and the algorithm and lifetime of the target', () => {
      const target = changed(DEPLOYER, {
        token: { algorithm: 'ES256', maxLifetime: '2m', claims: ['repo', 'run'] },
      });
      const grant = {
        scopes: ['deploy:read'],
        subject: 'repo/{repository_id}/ref/{ref}',
        claims: { repo: '{repository}', run: { id: '{run_id}', attempt: 'n-{run_attempt}' } },
      };
      expect(decide(trustOf(load(GITHUB, target, mapping({ grant }))), ask())).to.deep.include({
        subject: 'repo/123456/ref/refs%2Fheads%2Fmain',
        claims: { repo: 'acme/payments-api', run: { id: '17890123456', attempt: 'n-1' } },
        algorithm: 'ES256',
        lifetime: 120,
      });
    });

    it('never has an empty subject', () => {
      const empty = trust(mapping({ grant: { scopes: ['deploy:read'], subject: '{head_ref}' } }));
      expect(decide(empty, ask({}, { subject: job({ head_ref: '' }) }))).to.include({
        reason: 'template_claim_missing',
      });
    });
  });

  it('takes own members alone for claims', () => {
    const inherited = trust(
      mapping({ issuer: 'partner', match: { sub: 'somebody', toString: { exists: true } } }),
    );
    expect(decide(inherited, ask({}, { subject: partner({}) }))).to.include({ reason: 'claim_mismatch' });
    const absent = trust(
      mapping({ issuer: 'partner', match: { sub: 'somebody', constructor: { exists: false } } }),
    );
    expect(decide(absent, ask({}, { subject: partner({}) }))).to.include({ outcome: 'allow' });
  });

  it('has a target that its own id names, although another is called so elsewhere', () => {
    expect(decide(trust(SHOP), ask({ audience: PACKAGES.audience }))).to.include({
      reason: 'no_mapping',
      target: 'packages',
    });
  });
});
