import type { JsonObject } from '@cambio/oauth';
import { expect } from 'chai';
import { type DecisionInput, decide } from '../../src/index.ts';
import {
  ask,
  changed,
  DEPLOYER,
  GATEWAY,
  GITHUB,
  holder,
  job,
  load,
  mapping,
  PARTNER,
  partner,
  trust,
  trustOf,
} from '../acme.ts';

const AGENTS = [
  { issuer: 'partner', match: { sub: 'agent', tier: 1 } },
  { issuer: 'github', match: { repository_id: '777' } },
];
const AGENT = partner({ sub: 'agent', tier: 1 });

const delegated = (delegation: JsonObject = {}) =>
  trust(mapping({ delegation: { actors: AGENTS, ...delegation } }));

const act = (claims: JsonObject, actor: DecisionInput['actor'] = AGENT): DecisionInput =>
  ask({}, { subject: job(claims), ...(actor === undefined ? {} : { actor }) });

describe('delegation', () => {
  it('issues the actor beside the subject', () => {
    expect(decide(delegated(), act({}))).to.deep.include({
      outcome: 'allow',
      subject: 'github-actions:repository_id=123456:environment=production',
      actor: { sub: 'agent', iss: PARTNER.url },
    });
  });

  it('takes any of the actors that the mapping names', () => {
    const actor = job({ repository_id: '777', sub: 'repo:acme/agent' });
    expect(decide(delegated(), act({}, actor))).to.have.nested.property('actor.sub', 'repo:acme/agent');
  });

  for (const [what, actor] of [
    ['of which one condition does not hold', partner({ sub: 'agent', tier: 2 })],
    ['of another issuer', { ...AGENT, issuer: 'github' }],
    ['that is the subject itself', job()],
  ] as const) {
    it(`refuses an actor ${what}`, () => {
      expect(decide(delegated(), act({}, actor))).to.include({ reason: 'actor_mismatch' });
    });
  }

  it('authorises the pair: the actor alone gets nothing, nor does another subject with it', () => {
    expect(decide(delegated(), ask({}, { subject: AGENT }))).to.include({ reason: 'no_mapping' });
    expect(decide(delegated(), act({ environment: 'staging' }))).to.include({ reason: 'claim_mismatch' });
  });

  it('lets the subject go alone, unless an actor is required', () => {
    expect(decide(delegated(), ask())).to.include({ outcome: 'allow' }).and.not.to.have.property('actor');
    expect(decide(delegated({ required: true }), ask())).to.include({ reason: 'actor_required' });
    expect(decide(delegated({ required: true }), act({}))).to.include({ outcome: 'allow' });
  });

  for (const marker of [{ act: { sub: 'x' } }, { may_act: { sub: 'x' } }, { act: null }, { may_act: null }]) {
    it(`never takes a token that carries ${JSON.stringify(marker)} without an actor`, () => {
      const input = ask({}, { subject: job(marker) });
      expect(decide(delegated(), input)).to.include({ reason: 'actor_required' });
      expect(decide(trust(mapping({})), input)).to.include({ reason: 'actor_required' });
    });
  }

  for (const marker of [{ act: { sub: 'x' } }, { may_act: { sub: 'x' } }, { act: null }, { may_act: null }]) {
    it(`never takes an actor whose own token carries ${JSON.stringify(marker)}`, () => {
      const actor = partner({ sub: 'agent', tier: 1, ...marker });
      const input = act({}, actor);
      expect(decide(delegated(), input)).to.include({ reason: 'actor_is_delegated' });
      expect(decide(trust(mapping({})), input)).to.include({ reason: 'actor_is_delegated' });
    });
  }

  it('never takes a token of this gateway for the actor that somebody acts for', () => {
    const actors = [{ issuer: 'self', match: { sub: 'agent' } }];
    const onSelf = trust(mapping({ delegation: { actors, maxDepth: 2 } }));
    expect(decide(onSelf, act({}, holder({ sub: 'agent' })))).to.include({ outcome: 'allow' });
    const used = holder({ sub: 'agent', act: { sub: 'job-1', iss: PARTNER.url } });
    expect(decide(onSelf, act({}, used))).to.include({ reason: 'actor_is_delegated' });
  });

  it('takes an act that means something of its platform alone, of the actor too', () => {
    const vercel = { ...PARTNER, id: 'vercel', provider: 'vercel', url: 'https://oidc.vercel.com/acme' };
    const actors = [{ issuer: 'vercel', match: { owner_id: 'team_1' } }];
    const compiled = trustOf(load(GITHUB, vercel, DEPLOYER, mapping({ delegation: { actors } })));
    const claims = {
      iss: vercel.url,
      sub: 'agent',
      owner_id: 'team_1',
      act: { aud: 'https://vercel.com/acme' },
    };
    expect(decide(compiled, act({}, { ...AGENT, issuer: 'vercel', claims }))).to.include({
      outcome: 'allow',
    });
  });

  it('never takes the chain of another issuer for its own', () => {
    expect(
      decide(delegated(), act({ act: { sub: 'x', iss: 'https://sts.acme.example' } })),
    ).to.have.deep.property('actor', {
      sub: 'agent',
      iss: PARTNER.url,
    });
  });

  it('refuses an actor whose own issuer would refuse its token', () => {
    const guarded = changed(PARTNER, { require: 'claims.employed == true' });
    const compiled = trustOf(load(GITHUB, guarded, DEPLOYER, mapping({ delegation: { actors: AGENTS } })));
    expect(decide(compiled, act({}))).to.include({ reason: 'actor_issuer_condition' });
    expect(decide(compiled, act({}, partner({ sub: 'agent', tier: 1, employed: true })))).to.include({
      outcome: 'allow',
    });
  });

  describe('may_act', () => {
    for (const [what, mayAct] of [
      ['its subject', { sub: 'agent' }],
      ['its subject and issuer', { sub: 'agent', iss: PARTNER.url }],
      ['its subject and another claim of it', { sub: 'agent', tier: 1 }],
    ] as const) {
      it(`lets through an actor that it names by ${what}`, () => {
        expect(decide(delegated(), act({ may_act: mayAct }))).to.include({ outcome: 'allow' });
      });
    }

    for (const mayAct of [
      { sub: 'another' },
      { sub: 'agent', iss: 'https://elsewhere.example' },
      { sub: 'agent', tier: '1' },
      { sub: 'agent', absent: 'x' },
      { sub: 'agent', toString: 'x' },
      { sub: ['agent'] },
      { sub: 'agent', groups: ['a'] },
      { iss: PARTNER.url },
      {},
      [],
      ['agent'],
      'agent',
      null,
      true,
    ]) {
      it(`refuses an actor under ${JSON.stringify(mayAct)}`, () => {
        expect(decide(delegated(), act({ may_act: mayAct }))).to.include({ reason: 'may_act_mismatch' });
      });
    }
  });

  it('demands a subject and an issuer of the actor', () => {
    for (const claims of [{ sub: 7 }, { iss: 7 }]) {
      const open = trust(mapping({ delegation: { actors: [{ issuer: 'partner', match: { tier: 1 } }] } }));
      expect(decide(open, act({}, partner({ tier: 1, ...claims })))).to.have.property('outcome', 'deny');
    }
  });
});

describe('a token of this gateway, exchanged again', () => {
  const narrowed = (changes: JsonObject = {}) =>
    trust(
      mapping({
        issuer: 'self',
        match: { sub: 'repo/123456' },
        delegation: { actors: AGENTS, maxDepth: 2 },
        ...changes,
      }),
    );
  const hold = (
    claims: JsonObject,
    rest: Partial<DecisionInput> = {},
    request: Partial<DecisionInput['request']> = {},
  ) => ask(request, { subject: holder({ scope: 'deploy:read deploy:write other', ...claims }), ...rest });

  it('gives no scope that it does not have', () => {
    expect(decide(narrowed(), hold({ scope: 'deploy:read' }))).to.deep.include({ scopes: ['deploy:read'] });
    expect(
      decide(narrowed(), hold({ scope: 'deploy:read' }, {}, { scopes: ['deploy:read', 'deploy:write'] })),
    ).to.deep.include({
      scopes: ['deploy:read'],
    });
  });

  for (const claims of [
    { scope: '' },
    { scope: 'other' },
    { scope: ['deploy:read'] },
    { scope: 'DEPLOY:READ' },
  ]) {
    it(`gives nothing when its scope is ${JSON.stringify(claims.scope)}`, () => {
      expect(decide(narrowed(), hold(claims as JsonObject))).to.include({ reason: 'scope_not_granted' });
    });
  }

  it('gives nothing when it has no scope at all', () => {
    expect(decide(narrowed(), ask({}, { subject: holder({}) }))).to.include({ reason: 'scope_not_granted' });
  });

  for (const [cnf, binding, outcome] of [
    [{ jkt: 'a' }, 'none', { reason: 'binding_required' }],
    [{ jkt: 'a' }, 'mtls', { reason: 'binding_required' }],
    [{ jkt: 'a' }, 'dpop', { outcome: 'allow' }],
    [{ 'x5t#S256': 'a' }, 'dpop', { reason: 'binding_required' }],
    [{ 'x5t#S256': 'a' }, 'mtls', { outcome: 'allow' }],
    [{ other: 'a' }, 'none', { reason: 'binding_required' }],
    ['odd', 'none', { reason: 'binding_required' }],
    [null, 'none', { reason: 'binding_required' }],
  ] as const) {
    it(`bound by ${JSON.stringify(cnf)}, and shown with ${binding}, gives ${Object.values(outcome)}`, () => {
      expect(decide(narrowed(), hold({ cnf }, {}, { binding }))).to.include(outcome);
    });
  }

  it('keeps the earlier actors below the new one', () => {
    const input = hold({ act: { sub: 'first', iss: 'https://a.example' } }, { actor: AGENT });
    expect(decide(narrowed(), input)).to.have.deep.property('actor', {
      sub: 'agent',
      iss: PARTNER.url,
      act: { sub: 'first', iss: 'https://a.example' },
    });
  });

  const chains: Readonly<Record<string, JsonObject>> = {
    'deeper than the mapping lets': { sub: 'b', act: { sub: 'a' } },
    'without a subject': { iss: 'https://a.example' },
    'of another shape': { sub: ['a'] },
    'deep beyond all measure': Array.from({ length: 60 }).reduce<JsonObject>(
      (nested) => ({ sub: 'a', act: nested }),
      { sub: 'a' },
    ),
  };
  for (const [what, chain] of Object.entries(chains)) {
    it(`is refused with a chain of actors ${what}`, () => {
      expect(decide(narrowed(), hold({ act: chain }, { actor: AGENT }))).to.include({
        reason: 'delegation_too_deep',
      });
    });
  }

  it('may hold one actor when the mapping does not say how many', () => {
    const one = narrowed({ delegation: { actors: AGENTS } });
    expect(decide(one, hold({}, { actor: AGENT }))).to.include({ outcome: 'allow' });
    expect(decide(one, hold({ act: { sub: 'first' } }, { actor: AGENT }))).to.include({
      reason: 'delegation_too_deep',
    });
  });

  it('keeps its subject, to the letter, however often it is exchanged', () => {
    const subject = 'repo/123456/env/a%2Fb';
    const about = narrowed({ match: { sub: subject } });
    expect(decide(about, hold({ sub: subject }))).to.include({ outcome: 'allow', subject });
  });

  it('needs a mapping on self: those on other issuers say nothing of it', () => {
    expect(decide(trust(mapping({})), hold({ repository_id: '123456' }))).to.include({
      reason: 'no_mapping',
    });
  });

  it('is of the built-in issuer, which accepts tokens made for its targets', () => {
    const self = narrowed().issuers.get('self');
    expect(self?.url).to.equal(GATEWAY.issuer);
    expect(self?.audiences).to.include.members([GATEWAY.issuer, DEPLOYER.audience]);
  });
});
