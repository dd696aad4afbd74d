import { expect } from 'chai';
import { createActiveTrust } from '../../src/trust/active-trust.ts';
import { ownIssuer } from '../../src/trust/own-issuer.ts';
import { GATEWAY, SHOP } from './shop.ts';

describe('the trust in tokens of our own', () => {
  it('is in this gateway alone, as long as it is in force the very same', () => {
    const trust = createActiveTrust(GATEWAY, () => undefined);
    const own = ownIssuer(trust);
    trust.change([{ path: 'trust.yaml', text: SHOP }]);
    expect([...own().keys()]).to.deep.equal(['self']);
    expect(own()).to.equal(own());
    expect(own().get('self')).to.equal(trust.current().trust.issuers.get('self'));
  });

  it('changes with the trust in force', () => {
    const trust = createActiveTrust(GATEWAY, () => undefined);
    const own = ownIssuer(trust);
    const before = own().get('self')?.audiences;
    trust.change([{ path: 'trust.yaml', text: SHOP }]);
    expect(before).not.to.include('https://deployer.acme.example');
    expect(own().get('self')?.audiences).to.include('https://deployer.acme.example');
  });
});
