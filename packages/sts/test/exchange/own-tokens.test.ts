import { err, TokenType } from '@cambio/oauth';
import { expect } from 'chai';
import { createExchange } from '../../src/index.ts';
import { ask, NOW, gateway as self } from '../exchange-under-test.ts';
import { ARCHIVE, type GatewayUnderTest, gatewayUnderTest } from '../gateway-under-test.ts';

const asSubject = (token: string) => ({ subject_token: token, audience: ARCHIVE });
const asActor = (token: string) => ({
  subject_token: 'agent subject',
  actor_token: token,
  actor_token_type: TokenType.accessToken,
  audience: ARCHIVE,
});

/** Asks for a token made from `token`, and gives the reason it was denied for, as it is recorded. */
async function reasonFor(gateway: GatewayUnderTest, changed: Parameters<typeof ask>[1]): Promise<unknown> {
  const asked = await ask(gateway.exchange, changed);
  const { outcome, reason, issued } = gateway.ledger.records.at(-1) ?? {};
  expect(outcome).to.equal(asked.ok ? 'allow' : 'deny');
  expect(issued === undefined).to.equal(!asked.ok);
  return reason;
}

describe('exchange of a token of our own', () => {
  for (const [role, asked, prefix] of [
    ['subject', asSubject, ''],
    ['actor', asActor, 'actor_'],
  ] as const) {
    it(`takes one that stands as ${role}`, async () => {
      const gateway = gatewayUnderTest();
      expect(await reasonFor(gateway, asked(await gateway.issue()))).to.equal(undefined);
    });

    it(`refuses a revoked one as ${role}`, async () => {
      const gateway = gatewayUnderTest();
      const token = await gateway.issue();
      await gateway.revokeToken(token, undefined);
      expect(await reasonFor(gateway, asked(token))).to.equal(`${prefix}token_revoked`);
    });

    it(`refuses as ${role} one that trust has withdrawn`, async () => {
      const gateway = gatewayUnderTest();
      const token = await gateway.issue();
      gateway.changeTrust('ref: refs/heads/main', 'ref: refs/heads/release');
      expect(await reasonFor(gateway, asked(token))).to.equal(`${prefix}token_no_longer_granted`);
    });

    it(`refuses as ${role} one that is on no record`, async () => {
      const gateway = gatewayUnderTest();
      const token = await gateway.issue();
      gateway.ledger.kept.clear();
      expect(await reasonFor(gateway, asked(token))).to.equal(`${prefix}token_unknown`);
    });

    it(`issues nothing for one as ${role} when the ledger cannot be asked`, async () => {
      const gateway = gatewayUnderTest();
      const token = await gateway.issue();
      const issued = { lineage: async () => err('unavailable' as const) };
      const asking = await ask(createExchange({ ...gateway.ports, issued }, self), asked(token));
      expect(!asking.ok && asking.error).to.include({ kind: 'interrupted', outage: 'ledger_unavailable' });
    });

    it(`lets nothing made from one as ${role} outlive it`, async () => {
      const gateway = gatewayUnderTest();
      const token = await gateway.issue();
      gateway.wait(500);
      await gateway.issue(asked(token));
      expect(gateway.minted.at(-1)?.exp).to.equal(NOW + 600);
    });
  }

  it('refuses one whose own origin is revoked', async () => {
    const gateway = gatewayUnderTest();
    const token = await gateway.issue();
    const made = await gateway.issue(asSubject(token));
    await gateway.revokeToken(token, undefined);
    expect(await reasonFor(gateway, asSubject(made))).to.equal('token_revoked');
  });

  it('refuses one whose origin is on no record', async () => {
    const gateway = gatewayUnderTest();
    const token = await gateway.issue();
    const made = await gateway.issue(asSubject(token));
    gateway.ledger.kept.delete('jti-1');
    expect(await reasonFor(gateway, asSubject(made))).to.equal('token_unknown');
  });
});

describe('what is kept of an issued token', () => {
  it('is enough to decide again, with every claim, whatever the audit trail keeps', async () => {
    const gateway = gatewayUnderTest();
    await gateway.issue({ scope: 'deploy:read' }, { kind: 'none' }, 'order-service');
    const kept = gateway.ledger.kept.get('jti-1');
    expect(kept).to.deep.include({
      decision: 'decision-1',
      at: NOW * 1000 + 250,
      expiresAt: NOW + 600,
      mapping: 'shop-deploy',
      target: 'deployer',
      sub: 'repo/712345678',
      scopes: ['deploy:read'],
      madeFrom: [],
    });
    expect(kept?.asked).to.include({ client: 'order-service', ip: '192.0.2.7', binding: 'none' });
    expect(kept?.subject).to.include({ issuerUrl: 'https://token.actions.githubusercontent.com' });
    expect(kept?.subject.claims).to.include({ repository_id: '712345678', jti: kept?.subject.claims.jti });
  });

  it('names the tokens of our own it was made from', async () => {
    const gateway = gatewayUnderTest();
    await gateway.issue(asActor(await gateway.issue()));
    expect(gateway.ledger.kept.get('jti-2')?.madeFrom).to.deep.equal(['jti-1']);
  });

  it('is nothing for a denial', async () => {
    const gateway = gatewayUnderTest();
    await ask(gateway.exchange, { scope: 'deploy:admin' });
    expect(gateway.ledger.kept).to.be.empty;
  });
});
