import { parseValue } from '@cambio/policy';
import { expect } from 'chai';
import { createActiveTrust, fingerprint } from '../../src/trust/active-trust.ts';
import { GATEWAY, SHOP } from './shop.ts';

const PLACE = { file: 'cambio.yaml', line: 1, column: 1 };

const SHOP_ADMIN = {
  kind: 'Mapping',
  id: 'shop-admin',
  owner: 'shop@acme.example',
  purpose: 'The shop looks after the gateway',
  issuer: 'github',
  target: 'admin',
  match: { repository_id: '123456' },
  grant: { scopes: ['trust:write'] },
};

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
    expect(refused).to.have.nested.property('error[0].rule', 'unknown-target');
    expect(trust.current().revision).to.equal(fingerprint(good));
    expect(trust.problem()).to.contain(fingerprint(good));
    trust.change(good);
    expect(trust.problem()).to.equal(undefined);
  });

  it('is put in beside requests, and never goes back to an older revision of the ledger', async () => {
    const trust = createActiveTrust(GATEWAY, () => undefined);
    const other = [{ path: 'trust.yaml', text: SHOP.replace('id: shop\n', 'id: other\n') }];
    const draft = await trust.draft(other);
    if (!draft.ok) throw new Error('not compiled');
    trust.put(draft.value, 'r3');
    expect((await trust.follow(good, 'r2')).ok).to.equal(true);
    expect(trust.current().revision).to.equal('r3');
    expect([...trust.current().trust.mappings.keys()]).to.deep.equal(['other']);
    expect(await trust.follow(bad, 'r4')).to.have.nested.property('error[0].rule', 'unknown-target');
    expect(trust.problem()).to.contain('r3 stays in force');
  });

  it('has no problem with an older revision of the ledger than the one in force', async () => {
    const trust = createActiveTrust(GATEWAY, () => undefined);
    const draft = await trust.draft(good);
    if (!draft.ok) throw new Error('not compiled');
    const following = trust.follow(bad, 'r2');
    trust.put(draft.value, 'r3');
    expect(await following).to.have.nested.property('error[0].rule', 'unknown-target');
    expect(trust.problem()).to.equal(undefined);
  });

  it('has the documents of the settings beside any others, and changes them with none', () => {
    const { documents } = parseValue(SHOP_ADMIN, { file: 'settings:admin', locate: () => PLACE });
    const trust = createActiveTrust({ ...GATEWAY, documents }, () => undefined);
    expect(trust.change(good).ok).to.equal(true);
    expect([...trust.current().trust.mappings.keys()]).to.have.members(['shop', 'shop-admin']);
    const renamed = [{ path: PLACE.file, text: SHOP.replace('id: shop\n', 'id: other\n') }];
    expect(trust.change(renamed).ok).to.equal(true);
    expect([...trust.current().trust.mappings.keys()]).to.have.members(['other', 'shop-admin']);
    const twice = trust.change([...good, { path: 'mine.yaml', text: JSON.stringify(SHOP_ADMIN) }]);
    expect(!twice.ok && twice.error[0]).to.include({ rule: 'duplicate-id', document: 'Mapping/shop-admin' });
    const without = trust.change([]);
    expect(!without.ok && without.error[0]?.position).to.deep.equal(PLACE);
    expect([...trust.current().trust.mappings.keys()]).to.have.members(['other', 'shop-admin']);
  });
});
