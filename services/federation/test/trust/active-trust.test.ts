import { expect } from 'chai';
import { createActiveTrust, fingerprint } from '../../src/trust/active-trust.ts';
import { GATEWAY, SHOP } from './shop.ts';

const good = [{ path: 'trust.yaml', text: SHOP }];
const bad = [{ path: 'trust.yaml', text: SHOP.replace('target: deployer', 'target: nowhere') }];

describe('the trust in force', () => {
  it('is empty at first: nobody gets anything', () => {
    const trust = createActiveTrust(GATEWAY, () => undefined);
    expect([...trust.current().trust.mappings]).to.be.empty;
  });

  it('is put in whole, and told of', () => {
    const told: number[] = [];
    const trust = createActiveTrust(GATEWAY, ({ mappings }) => told.push(mappings.size));
    expect(trust.change(good).ok).to.equal(true);
    expect(trust.current().revision).to.equal(fingerprint(good));
    expect([...trust.current().trust.mappings.keys()]).to.deep.equal(['shop']);
    expect(told).to.deep.equal([1]);
  });

  it('stays what it was when a change has errors, and says so until it is mended', () => {
    const trust = createActiveTrust(GATEWAY, () => undefined);
    trust.change(good);
    const refused = trust.change(bad);
    expect(refused.ok).to.equal(false);
    expect(trust.current().revision).to.equal(fingerprint(good));
    expect(trust.problem()).to.contain(fingerprint(good));
    trust.change(good);
    expect(trust.problem()).to.equal(undefined);
  });
});
