import { expect } from 'chai';
import { decide } from '../../src/index.ts';
import { ask, BAN, changed, DEPLOYER, GITHUB, job, load, mapping, SHOP, trust, trustOf } from '../acme.ts';

const PROD = trust(SHOP);

const DISABLED_TARGET = trustOf(load(GITHUB, changed(DEPLOYER, { enabled: false }), SHOP));

describe('the target', () => {
  for (const named of [
    {},
    { audience: 'deployer' },
    { audience: 'https://deploy.acme.example' },
    { resource: 'https://deploy.acme.example' },
    { resource: 'https://deploy.acme.example/v2' },
    { audience: 'deployer', resource: 'https://deploy.acme.example/v2' },
  ]) {
    it(`is found by ${JSON.stringify(named)}`, () => {
      const input = { ...ask(), request: { binding: 'none' as const, ...named } };
      expect(decide(PROD, input)).to.include({ outcome: 'allow', target: 'deployer' });
    });
  }

  for (const audience of [
    'https://deploy.acme.example/',
    'https://DEPLOY.acme.example',
    'deploy',
    '',
    'constructor',
  ]) {
    it(`is not found by ${JSON.stringify(audience)}`, () => {
      expect(decide(PROD, ask({ audience }))).to.deep.equal({ outcome: 'deny', reason: 'unknown_target' });
    });
  }

  it('is not found by its id in resource', () => {
    const input = { ...ask(), request: { binding: 'none' as const, resource: 'deployer' } };
    expect(decide(PROD, input)).to.include({ reason: 'unknown_target' });
  });

  it('is unknown when it is disabled', () => {
    expect(decide(DISABLED_TARGET, ask())).to.include({ reason: 'unknown_target' });
  });

  const unnamed = { ...ask(), request: { binding: 'none' as const } };

  it('is the only one that would be given, when none is named', () => {
    const publish = mapping({
      id: 'shop-publish',
      target: 'packages',
      match: { repository_id: '123456', ref: 'x' },
      grant: { scopes: ['publish'] },
    });
    expect(decide(trust(SHOP, publish), unnamed)).to.include({ outcome: 'allow', target: 'deployer' });
  });

  it('is told by the scopes that are asked for, when none is named', () => {
    const publish = mapping({ id: 'shop-publish', target: 'packages', grant: { scopes: ['publish'] } });
    const input = { ...unnamed, request: { ...unnamed.request, scopes: ['publish'] } };
    expect(decide(trust(SHOP, publish), input)).to.include({ outcome: 'allow', target: 'packages' });
  });

  it('is that of the mapping that is asked for, when none is named', () => {
    const publish = mapping({ id: 'shop-publish', target: 'packages', grant: { scopes: ['publish'] } });
    const input = { ...unnamed, request: { ...unnamed.request, mapping: 'shop-publish' } };
    expect(decide(trust(SHOP, publish), input)).to.include({ outcome: 'allow', target: 'packages' });
  });

  it('is that of the nearest miss, when none is named and none would be given', () => {
    const publish = mapping({
      id: 'shop-publish',
      target: 'packages',
      match: { repository_id: '7' },
      grant: { scopes: ['publish'] },
    });
    const input = { ...unnamed, subject: job({ ref: 'x' }) };
    expect(decide(trust(SHOP, publish), input)).to.include({
      reason: 'claim_mismatch',
      mapping: 'shop-deploy-prod',
    });
  });

  it('stays open when nothing is about the caller', () => {
    const publish = mapping({ id: 'shop-publish', target: 'packages', grant: { scopes: ['publish'] } });
    const input = { ...unnamed, subject: job({ repository_id: '7' }) };
    expect(decide(trust(SHOP, publish), input)).to.deep.equal({
      outcome: 'deny',
      reason: 'claim_mismatch',
    });
    expect(decide(trust(), unnamed)).to.deep.equal({ outcome: 'deny', reason: 'no_mapping' });
  });
});

describe('the choice among mappings', () => {
  const rival = (id: string, scopes: readonly string[], lifetime: string) =>
    mapping({ id, grant: { scopes: [...scopes], lifetime } });

  it('takes the one with fewest scopes', () => {
    const both = trust(rival('a', ['deploy:read', 'deploy:write'], '1m'), rival('b', ['deploy:read'], '10m'));
    expect(decide(both, ask({ scopes: ['deploy:read'] }))).to.include({ mapping: 'b' });
  });

  it('takes the one with the shortest lifetime, of those with as many scopes', () => {
    const both = trust(rival('a', ['deploy:read'], '10m'), rival('b', ['deploy:write'], '5m'));
    expect(decide(both, ask())).to.include({ mapping: 'b' });
  });

  it('takes the first by id, of those alike', () => {
    const both = trust(rival('b', ['deploy:read'], '5m'), rival('a', ['deploy:write'], '5m'));
    expect(decide(both, ask())).to.include({ mapping: 'a' });
  });

  it('takes one that covers the scopes, whatever it gives besides', () => {
    const both = trust(rival('a', ['deploy:read'], '5m'), rival('b', ['deploy:read', 'deploy:write'], '10m'));
    expect(decide(both, ask({ scopes: ['deploy:write'] }))).to.deep.include({
      mapping: 'b',
      scopes: ['deploy:write'],
    });
  });

  it('considers only the one that is asked for', () => {
    const both = trust(rival('a', ['deploy:read'], '5m'), rival('b', ['deploy:read', 'deploy:write'], '10m'));
    expect(decide(both, ask({ mapping: 'b' }))).to.include({ outcome: 'allow', mapping: 'b' });
    expect(decide(both, ask({ mapping: 'b' }, { subject: job({ ref: 'x' }) }))).to.include({
      reason: 'claim_mismatch',
      mapping: 'b',
    });
  });

  for (const [what, asked] of [
    ['does not exist', 'none'],
    ['is on another target', 'shop-publish'],
    ['denies', 'ban'],
  ] as const) {
    it(`finds none when the one that is asked for ${what}`, () => {
      const publish = mapping({ id: 'shop-publish', target: 'packages', grant: { scopes: ['publish'] } });
      const all = trust(SHOP, publish, { ...BAN, match: { ref: 'refs/heads/x' } });
      expect(decide(all, ask({ mapping: asked }))).to.deep.equal({
        outcome: 'deny',
        reason: 'no_mapping',
        target: 'deployer',
      });
    });
  }
});

describe('a deny mapping', () => {
  it('on every target denies on each', () => {
    const all = trust(SHOP, { ...BAN, target: '*' });
    expect(decide(all, ask())).to.deep.equal({
      outcome: 'deny',
      reason: 'denied_by_mapping',
      target: 'deployer',
      mapping: 'ban',
    });
  });

  it('on another target does not', () => {
    expect(decide(trust(SHOP, { ...BAN, target: 'packages' }), ask())).to.include({ outcome: 'allow' });
  });

  it('whose condition cannot be told denies, and says so', () => {
    const unsure = { ...BAN, when: 'claims.environment_node_id == "EN_1"' };
    const input = ask({}, { subject: job({ environment_node_id: undefined }) });
    expect(decide(trust(SHOP, unsure), input)).to.include({ reason: 'condition_error', mapping: 'ban' });
  });

  it('whose condition is false does not', () => {
    expect(decide(trust(SHOP, { ...BAN, when: 'claims.run_attempt == "2"' }), ask())).to.include({
      outcome: 'allow',
    });
  });

  it('that is disabled or expired does not', () => {
    expect(decide(trust(SHOP, { ...BAN, enabled: false }), ask())).to.include({ outcome: 'allow' });
    expect(decide(trust(SHOP, { ...BAN, expires: '2026-08-31' }), ask())).to.include({ outcome: 'allow' });
  });

  it('outweighs the mapping that is asked for', () => {
    expect(decide(trust(SHOP, BAN), ask({ mapping: 'shop-deploy-prod' }))).to.include({
      reason: 'denied_by_mapping',
    });
  });

  it('is named first by id, when several match', () => {
    const several = trust(SHOP, { ...BAN, id: 'ban-b' }, { ...BAN, id: 'ban-a', target: '*' });
    expect(decide(several, ask())).to.include({ mapping: 'ban-a' });
  });
});
