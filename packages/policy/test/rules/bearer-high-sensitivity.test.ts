import { expect } from 'chai';
import { DEPLOY, DEPLOYER, diagnosticsOf, GITHUB, load, rulesIn } from './documents.ts';

const DELETE = { ...DEPLOY, grant: { scopes: ['deploy:read', 'deploy:delete'], lifetime: '10m' } };

describe('bearer-high-sensitivity', () => {
  it('tells of a sensitive scope for whoever holds the token', () => {
    const [found, ...others] = diagnosticsOf(DELETE);
    expect(found).to.include({
      rule: 'bearer-high-sensitivity',
      severity: 'warning',
      message: 'deploy:delete is of high sensitivity, and granted to whoever holds the token',
    });
    expect(others).to.deep.equal([]);
  });

  it('says nothing of other scopes', () => {
    expect(rulesIn(diagnosticsOf(DEPLOY))).to.deep.equal([]);
  });

  it('says nothing where the mapping demands a key', () => {
    expect(rulesIn(diagnosticsOf({ ...DELETE, grant: { ...DELETE.grant, binding: 'dpop' } }))).to.deep.equal(
      [],
    );
  });

  it('says nothing where the target demands a key', () => {
    const target = { ...DEPLOYER, token: { binding: 'required' } };
    expect(rulesIn(load(GITHUB, target, DELETE).diagnostics)).to.deep.equal([]);
  });
});
