import { err, ok } from '@cambio/oauth';
import { expect } from 'chai';
import { type BearerPorts, createBearerAuthentication, type Presented } from '../../src/index.ts';
import { GATEWAY } from '../exchange-under-test.ts';
import { DEPLOYER, type GatewayUnderTest, gatewayUnderTest } from '../gateway-under-test.ts';

const none = { kind: 'none' } as const;
const proofBy = (key: string): Presented => ({
  kind: 'dpop',
  proof: key,
  method: 'POST',
  url: `${GATEWAY}/introspect`,
});
const mtls = { kind: 'mtls', thumbprint: 'certificate-1' } as const;
const invalid = err({ kind: 'invalid_token' });

/** Certificates and proofs are taken at their word; what they came with is kept. */
function authentication(gateway: GatewayUnderTest, broken: Partial<BearerPorts> = {}) {
  const presented: Presented[] = [];
  const binding: BearerPorts['binding'] = {
    check: async (given) => {
      presented.push(given);
      if (given.kind === 'none') return ok(undefined);
      return ok(given.kind === 'dpop' ? { jkt: given.proof } : { 'x5t#S256': given.thumbprint });
    },
  };
  return { authenticate: createBearerAuthentication({ ...gateway.ports, binding, ...broken }), presented };
}

describe('authenticating a bearer', () => {
  it('gives the claims of a token that is active', async () => {
    const gateway = gatewayUnderTest();
    const token = await gateway.issue();
    const { authenticate } = authentication(gateway);
    const claims = await authenticate({ scheme: 'Bearer', token, presented: none });
    expect(claims.ok && claims.value).to.include({ aud: DEPLOYER, jti: 'jti-1' });
  });

  it('refuses a token that is revoked, expired or not ours', async () => {
    const gateway = gatewayUnderTest();
    const { authenticate } = authentication(gateway);
    const revoked = await gateway.issue();
    await gateway.revokeToken(revoked, undefined);
    const expired = await gateway.issue();
    gateway.wait(600);
    for (const token of [revoked, expired, 'subject', '']) {
      expect(await authenticate({ scheme: 'Bearer', token, presented: none })).to.deep.equal(invalid);
    }
  });

  it('demands of a bound token its scheme, and a proof by its key that names the token', async () => {
    const gateway = gatewayUnderTest();
    const token = await gateway.issue({}, proofBy('key-1'));
    const { authenticate, presented } = authentication(gateway);
    const attempts = [
      ['Bearer', none, false],
      ['Bearer', proofBy('key-1'), false],
      ['DPoP', none, false],
      ['DPoP', proofBy('key-2'), false],
      ['DPoP', mtls, false],
      ['DPoP', proofBy('key-1'), true],
    ] as const;
    for (const [scheme, proof, accepted] of attempts) {
      const claims = await authenticate({ scheme, token, presented: proof });
      expect(claims.ok, `${scheme} ${proof.kind}`).to.equal(accepted);
    }
    expect(presented.at(-1)).to.include({ kind: 'dpop', accessToken: token });
  });

  it('demands of a token bound to a certificate that certificate', async () => {
    const gateway = gatewayUnderTest();
    const binding = { check: async () => ok({ 'x5t#S256': 'certificate-1' }) };
    gateway.ports.binding.check = binding.check;
    const token = await gateway.issue({}, mtls);
    const { authenticate } = authentication(gateway);
    const attempts = [
      ['Bearer', mtls, true],
      ['DPoP', mtls, false],
      ['Bearer', { kind: 'mtls', thumbprint: 'certificate-2' }, false],
      ['Bearer', none, false],
    ] as const;
    for (const [scheme, presented, accepted] of attempts) {
      const claims = await authenticate({ scheme, token, presented });
      expect(claims.ok, `${scheme} ${presented.kind}`).to.equal(accepted);
    }
  });

  it('refuses a token bound to nothing under the scheme of bound ones', async () => {
    const gateway = gatewayUnderTest();
    const token = await gateway.issue();
    const { authenticate } = authentication(gateway);
    const claims = await authenticate({ scheme: 'DPoP', token, presented: proofBy('key-1') });
    expect(claims).to.deep.equal(invalid);
  });

  it('says why a proof was refused', async () => {
    const gateway = gatewayUnderTest();
    const token = await gateway.issue({}, proofBy('key-1'));
    const refusal = { reason: 'nonce_missing', detail: '' } as const;
    const { authenticate } = authentication(gateway, { binding: { check: async () => err(refusal) } });
    const claims = await authenticate({ scheme: 'DPoP', token, presented: proofBy('key-1') });
    expect(claims).to.deep.equal(err({ kind: 'proof_refused', refusal }));
  });

  it('lets nobody in when ledger or marks do not answer', async () => {
    const gateway = gatewayUnderTest();
    const token = await gateway.issue({}, proofBy('key-1'));
    const down = err({ reason: 'marks_unavailable', detail: '' } as const);
    const broken: readonly Partial<BearerPorts>[] = [
      { issued: { lineage: async () => err('unavailable') } },
      { binding: { check: async () => down } },
    ];
    for (const ports of broken) {
      const { authenticate } = authentication(gateway, ports);
      const claims = await authenticate({ scheme: 'DPoP', token, presented: proofBy('key-1') });
      expect(claims).to.deep.equal(err({ kind: 'unavailable' }));
    }
  });
});
