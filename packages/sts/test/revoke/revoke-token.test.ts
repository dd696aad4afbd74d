import { err, ok } from '@cambio/oauth';
import { expect } from 'chai';
import { createRevokeToken } from '../../src/index.ts';
import { NOW } from '../exchange-under-test.ts';
import { DEPLOYER, type GatewayUnderTest, gatewayUnderTest } from '../gateway-under-test.ts';

const done = ok(undefined);
const byClient = (gateway: GatewayUnderTest) => gateway.issue({}, { kind: 'none' }, 'order-service');

describe('revoking a token', () => {
  it('is for whoever holds it, where it was issued to a workload', async () => {
    const gateway = gatewayUnderTest();
    const token = await gateway.issue();
    expect(await gateway.revokeToken(token, undefined)).to.deep.equal(done);
    expect(await gateway.introspect(token, [DEPLOYER])).to.deep.equal(ok({ active: false }));
    expect(gateway.ledger.revoked).to.deep.equal([
      {
        id: 'revocation-1',
        at: NOW * 1000 + 250,
        selector: { by: 'token', value: 'jti-1' },
        author: 'holder',
        reason: 'Revoked at the revocation endpoint',
      },
    ]);
  });

  it('is for its client alone, where it was issued to one', async () => {
    const gateway = gatewayUnderTest();
    const token = await byClient(gateway);
    expect(await gateway.revokeToken(token, undefined)).to.deep.equal(err('client_required'));
    expect(await gateway.revokeToken(token, 'reporting')).to.deep.equal(err('another_client'));
    expect(gateway.ledger.revoked).to.be.empty;
    expect(await gateway.revokeToken(token, 'order-service')).to.deep.equal(done);
    expect(gateway.ledger.revoked[0]?.author).to.equal('client:order-service');
  });

  it("refuses a client the token of a workload, which is not the client's own", async () => {
    const gateway = gatewayUnderTest();
    const token = await gateway.issue();
    expect(await gateway.revokeToken(token, 'order-service')).to.deep.equal(err('another_client'));
    expect(gateway.ledger.revoked).to.be.empty;
  });

  it('refuses another client a token that is revoked already', async () => {
    const gateway = gatewayUnderTest();
    const token = await byClient(gateway);
    await gateway.revokeToken(token, 'order-service');
    expect(await gateway.revokeToken(token, 'reporting')).to.deep.equal(err('another_client'));
  });

  it('is done once', async () => {
    const gateway = gatewayUnderTest();
    const token = await gateway.issue();
    for (let time = 0; time < 3; time += 1) {
      expect(await gateway.revokeToken(token, undefined)).to.deep.equal(done);
    }
    expect(gateway.ledger.revoked).to.have.length(1);
  });

  for (const token of ['', 'subject', 'signed jti-9']) {
    it(`has nothing to do about what is not ours: ${JSON.stringify(token)}`, async () => {
      const gateway = gatewayUnderTest();
      await gateway.issue();
      expect(await gateway.revokeToken(token, undefined)).to.deep.equal(done);
      expect(gateway.ledger.revoked).to.be.empty;
    });
  }

  it('has nothing to do about one that has expired, whoever asks', async () => {
    const gateway = gatewayUnderTest();
    const token = await byClient(gateway);
    gateway.wait(600);
    for (const client of [undefined, 'order-service', 'reporting']) {
      expect(await gateway.revokeToken(token, client)).to.deep.equal(done);
    }
    expect(gateway.ledger.revoked).to.be.empty;
  });

  it('reaches a token that trust does not grant for now, so that it never comes back', async () => {
    const gateway = gatewayUnderTest();
    const token = await gateway.issue();
    gateway.changeTrust('id: shop-deploy\n', 'id: shop-deploy\nenabled: false\n');
    await gateway.revokeToken(token, undefined);
    gateway.changeTrust('lifetime: 5m', 'lifetime: 6m');
    expect(await gateway.introspect(token, [DEPLOYER])).to.deep.equal(ok({ active: false }));
  });

  it('reaches a token that its verifier refuses for now', async () => {
    const gateway = gatewayUnderTest();
    const token = await gateway.issue();
    const verified = await gateway.ports.ownTokens.verify(token, 'urn:ietf:params:oauth:token-type:jwt', NOW);
    if (!verified.ok) throw new Error('the fixture is a verified token');
    const { identity, digest } = verified.value;
    const refusal = err({ reason: 'wrong_audience', detail: '', authentic: { identity, digest } } as const);
    const revoke = createRevokeToken({ ...gateway.ports, ownTokens: { verify: async () => refusal } });
    expect(await revoke(token, undefined)).to.deep.equal(done);
    expect(gateway.ledger.revoked).to.have.length(1);
  });

  const down = async () => err('unavailable' as const);
  const keyless = async () => err({ reason: 'keys_unavailable', detail: '' } as const);
  for (const [what, broken] of [
    ['tokens cannot be looked up', { issued: { lineage: down } }],
    ['the revocation cannot be written', { revocations: { add: down } }],
    ['there are no keys', { ownTokens: { verify: keyless } }],
  ] as const) {
    it(`is not done when ${what}`, async () => {
      const gateway = gatewayUnderTest();
      const token = await gateway.issue();
      const revoke = createRevokeToken({ ...gateway.ports, ...broken });
      expect(await revoke(token, undefined)).to.deep.equal(err('unavailable'));
    });
  }
});
