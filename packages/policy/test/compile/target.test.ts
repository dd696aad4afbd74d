import type { JsonObject } from '@cambio/oauth';
import { expect } from 'chai';
import { changed, DEPLOYER, load, trustOf } from '../acme.ts';

const target = (changes: JsonObject) => trustOf(load(changed(DEPLOYER, changes))).targets.get('deployer');

describe('compileTarget', () => {
  it('fills in what the gateway says', () => {
    expect(target({})?.token).to.deep.equal({ lifetime: 300, maxLifetime: 900, binding: 'optional' });
  });

  it('gives scopes a sensitivity', () => {
    expect(target({})?.scopes.get('deploy:read')).to.deep.equal({
      description: 'See deployments',
      sensitivity: 'low',
    });
    expect(target({})?.scopes.get('deploy:write')).to.deep.equal({
      description: 'Deploy',
      sensitivity: 'high',
    });
  });

  it('takes what the document says instead', () => {
    const token = {
      algorithm: 'ES256',
      lifetime: '1m',
      maxLifetime: '2m',
      binding: 'dpop',
      claims: ['team'],
    };
    expect(target({ token })?.token).to.deep.equal({
      algorithm: 'ES256',
      lifetime: 60,
      maxLifetime: 120,
      binding: 'dpop',
      claims: ['team'],
    });
  });

  it('cuts lifetimes to the gateway’s bounds, and says so', () => {
    const { trust, diagnostics } = load(changed(DEPLOYER, { token: { lifetime: '2h', maxLifetime: '1h' } }));
    expect(trust?.targets.get('deployer')?.token).to.deep.include({ lifetime: 900, maxLifetime: 900 });
    expect(diagnostics.map(({ severity, rule }) => `${severity} ${rule}`)).to.deep.equal([
      'warning lifetime-bound',
      'warning lifetime-bound',
    ]);
  });

  for (const [what, token, rule] of [
    ['an algorithm that the gateway does not sign with', { algorithm: 'RS256' }, 'algorithm'],
    ['a reserved claim', { claims: ['team', 'act'] }, 'reserved-claim'],
    ['an unknown member', { lifetme: '1m' }, 'unknown-member'],
  ] as const) {
    it(`refuses ${what}`, () => {
      const { trust, diagnostics } = load(changed(DEPLOYER, { token }));
      expect([trust, diagnostics[0]?.rule]).to.deep.equal([undefined, rule]);
    });
  }

  for (const changes of [
    { scopes: {} },
    { scopes: { 'a b': 'x' } },
    { scopes: { a: '' } },
    { audience: '' },
  ]) {
    it(`refuses ${JSON.stringify(changes)}`, () => {
      expect(load(changed(DEPLOYER, changes)).diagnostics[0]).to.include({
        severity: 'error',
        rule: 'schema',
      });
    });
  }
});
