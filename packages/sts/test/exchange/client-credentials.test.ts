import { registeredServices } from '@cambio/claims';
import { type AccessTokenClaims, type Digest, err, TokenType } from '@cambio/oauth';
import { expect } from 'chai';
import { createClientCredentials, type Ports, type Presented } from '../../src/index.ts';
import { GATEWAY, gateway, NOW, portsInMemory, TRUST, trustOf } from '../exchange-under-test.ts';
import { ledgerInMemory } from '../ledger-in-memory.ts';

const ORDERS = `
---
kind: Mapping
id: orders-deploys
owner: team-orders@acme.example
purpose: The order service deploys itself
issuer: clients
target: deployer
match: { client_id: order-service }
grant: { scopes: ['deploy:read'] }
`;

const DEPLOYER = 'https://deployer.acme.example';

function clientOf(id: string) {
  const claims = { client_id: id, auth: 'private_key_jwt' };
  const workload = registeredServices.workload(claims);
  return { identity: { issuer: 'clients', claims, workload }, digest: `digest of ${id}` as Digest };
}

function underTest(trust = TRUST + ORDERS, broken: Partial<Ports> = {}) {
  const minted: AccessTokenClaims[] = [];
  const { records, kept, decisions, issued } = ledgerInMemory();
  const compiled = trustOf(trust);
  const revision = { current: () => ({ revision: 'r1', trust: compiled }) };
  const ports = { ...portsInMemory({}, minted), decisions, issued, trust: revision, ...broken };
  const grantTo = createClientCredentials(ports, gateway);
  const ask = (
    parameters: Readonly<Record<string, readonly string[]>> = { audience: [DEPLOYER] },
    presented: Presented = { kind: 'none' },
    client = 'order-service',
  ) => grantTo(new Map(Object.entries(parameters)), clientOf(client), { client, presented });
  return { ask, minted, records, kept };
}

describe('client credentials', () => {
  it('give a client a token for itself, and leave one record of it', async () => {
    const { ask, minted, records, kept } = underTest();
    expect(await ask()).to.deep.equal({
      ok: true,
      value: {
        access_token: 'signed jti-1',
        issued_token_type: TokenType.accessToken,
        token_type: 'Bearer',
        expires_in: 300,
        scope: 'deploy:read',
        decision_id: 'decision-1',
      },
    });
    expect(minted).to.deep.equal([
      {
        iss: GATEWAY,
        sub: 'clients:client_id=order-service',
        aud: DEPLOYER,
        exp: NOW + 300,
        iat: NOW,
        jti: 'jti-1',
        client_id: 'order-service',
        scope: 'deploy:read',
        txn: 'decision-1',
        additional: {},
      },
    ]);
    expect(records).to.have.length(1);
    expect(records[0]?.subject).to.deep.equal({
      issuer: 'clients',
      workload: 'clients:client_id=order-service',
      name: 'order-service',
      claims: { client_id: 'order-service', auth: 'private_key_jwt' },
      tokenDigest: 'digest of order-service',
    });
    expect(kept.get('jti-1')?.subject).to.include({ issuer: 'clients', issuerUrl: `${GATEWAY}/clients` });
  });

  it('bind the token to a proven key', async () => {
    const { ask, minted } = underTest();
    const proof = { kind: 'dpop', proof: 'key', method: 'POST', url: GATEWAY } as const;
    const result = await ask({ audience: [DEPLOYER] }, proof);
    expect(result.ok && result.value.token_type).to.equal('DPoP');
    expect(minted[0]?.cnf).to.deep.equal({ jkt: 'key' });
  });

  const denied: readonly [string, Parameters<ReturnType<typeof underTest>['ask']>, string, string?][] = [
    ['without a mapping', [], 'no_mapping', TRUST],
    ['another client', [{ audience: [DEPLOYER] }, { kind: 'none' }, 'stock'], 'claim_mismatch'],
    ['for more than was granted', [{ audience: [DEPLOYER], scope: ['deploy:write'] }], 'scope_not_granted'],
    ['for another target', [{ audience: ['https://other.acme.example'] }], 'unknown_target'],
  ];
  for (const [what, asked, reason, trust] of denied) {
    it(`are denied, with a record, ${what}`, async () => {
      const { ask, minted, records } = underTest(trust);
      const result = await ask(...asked);
      expect(result).to.have.property('error').that.includes({ kind: 'denied', reason });
      expect(records.map(({ outcome }) => outcome)).to.deep.equal(['deny']);
      expect(minted).to.deep.equal([]);
    });
  }

  it('are not looked at where the request is malformed', async () => {
    const { ask, records } = underTest();
    const repeated = await ask({ audience: [DEPLOYER, DEPLOYER] });
    expect(repeated).to.have.property('error').that.includes({ kind: 'request', defect: 'target_repeated' });
    const malformed = await ask({ scope: ['a"b'] });
    expect(malformed).to.have.property('error').that.includes({ kind: 'request', defect: 'scope_malformed' });
    expect(records).to.deep.equal([]);
  });

  it('give nothing where the decision cannot be recorded', async () => {
    const { ask } = underTest(undefined, { decisions: { record: async () => err('unavailable') } });
    expect(await ask()).to.deep.equal(err({ kind: 'interrupted', outage: 'ledger_unavailable' }));
  });
});
