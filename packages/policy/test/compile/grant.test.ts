import type { JsonObject } from '@cambio/oauth';
import { RESERVED_CLAIMS } from '@cambio/oauth';
import { expect } from 'chai';
import { changed, DEPLOYER, GITHUB, load, mapping } from '../acme.ts';

const loaded = (grant: JsonObject, token: JsonObject = {}) =>
  load(GITHUB, changed(DEPLOYER, { token }), mapping({ grant: { scopes: ['deploy:read'], ...grant } }));

const errors = (...parts: Parameters<typeof loaded>) =>
  loaded(...parts).diagnostics.filter(({ severity }) => severity === 'error');

describe('compileGrant', () => {
  for (const name of RESERVED_CLAIMS) {
    it(`refuses to set ${name}`, () => {
      expect(errors({ claims: { [name]: 'x' } }).map(({ rule }) => rule)).to.deep.equal(['reserved-claim']);
    });
  }

  it('sets the claims that the target takes, and no other', () => {
    expect(errors({ claims: { team: 'shop' } }, { claims: ['team'] })).to.deep.equal([]);
    const [refusal] = errors({ claims: { taem: 'shop' } }, { claims: ['team'] });
    expect(refusal).to.include({
      rule: 'claim-not-allowed',
      message: 'target deployer does not take the claim "taem"',
      hint: 'did you mean "team"?',
    });
    expect(errors({ claims: { team: 'shop' } }, { claims: [] })[0]?.hint).to.equal('it takes none');
  });

  it('lives as long as the target lets, and says where the document says more', () => {
    const { trust, diagnostics } = loaded({ lifetime: '10m' }, { maxLifetime: '2m' });
    expect(trust?.tables.mappings.get('shop-deploy-prod')).to.have.nested.property('grant.lifetime', 120);
    expect(diagnostics).to.deep.include({
      severity: 'warning',
      rule: 'lifetime-bound',
      position: diagnostics.find(({ rule }) => rule === 'lifetime-bound')?.position,
      message: '600 seconds is more than target deployer allows: tokens will live 120 seconds',
      document: 'Mapping/shop-deploy-prod',
    });
  });

  it('lives as long as the target says when it does not say', () => {
    const { trust } = loaded({}, { lifetime: '90s' });
    expect(trust?.tables.mappings.get('shop-deploy-prod')).to.have.nested.property('grant.lifetime', 90);
  });
});
