import { expect } from 'chai';
import { DEPLOY, DEPLOYER, diagnosticsOf, GITHUB, load, rulesIn } from './documents.ts';

const lasting = (lifetime: string) => ({ ...DEPLOY, grant: { scopes: ['deploy:read'], lifetime } });

describe('long-lifetime', () => {
  it('tells of more than 15 minutes, and caps it', () => {
    const [found, ...others] = diagnosticsOf(lasting('16m'));
    expect(found).to.deep.include({
      rule: 'long-lifetime',
      severity: 'warning',
      message: 'tokens live 16m, and are good for as long when stolen',
      fix: { kind: 'set', path: ['grant', 'lifetime'], value: '15m' },
    });
    expect(others).to.deep.equal([]);
  });

  it('says nothing of 15 minutes', () => {
    expect(rulesIn(diagnosticsOf(lasting('15m')))).to.deep.equal([]);
  });

  it("tells of the target's lifetime where the mapping has none, and leaves it to people", () => {
    const target = { ...DEPLOYER, token: { lifetime: '1h', maxLifetime: '1h' } };
    const mapping = { ...DEPLOY, grant: { scopes: ['deploy:read'] } };
    const [found] = load(GITHUB, target, mapping).diagnostics;
    expect(found).to.include({
      rule: 'long-lifetime',
      message: 'tokens live 1h, and are good for as long when stolen',
    });
    expect(found).not.to.have.property('fix');
  });

  it('goes by what the target makes of it', () => {
    const target = { ...DEPLOYER, token: { lifetime: '5m', maxLifetime: '10m' } };
    expect(rulesIn(load(GITHUB, target, lasting('1h')).diagnostics)).to.deep.equal(['lifetime-bound']);
  });
});
