import { registeredServices } from '@cambio/claims';
import { expect } from 'chai';
import { decide, loadTrust } from '../../src/index.ts';

const GATEWAY = { issuer: 'https://sts.acme.example', lifetime: 300, maxLifetime: 900 };

const MAPPING = `
kind: Target
id: stock
audience: https://stock.acme.example
scopes: { read: Read }
owner: team-stock@acme.example
---
kind: Mapping
id: orders-read
owner: team-orders@acme.example
purpose: Orders look at the stock
issuer: clients
target: stock
match: { client_id: orders }
grant: { scopes: [read] }
`;

const load = (text: string) => loadTrust([{ path: 'trust.yaml', text }], GATEWAY);

describe('the built-in issuer of registered services', () => {
  const decideFor = (client: string) => {
    const { trust } = load(MAPPING);
    if (trust === undefined) throw new Error('the mapping does not load');
    const claims = { client_id: client, auth: 'tls_client_auth' };
    const subject = { issuer: 'clients', claims, workload: registeredServices.workload(claims) };
    const request = { audience: 'stock', binding: 'none' } as const;
    return decide(trust, { subject, request, now: 1_800_000_000 });
  };

  it('grants a client what a mapping on it grants', () => {
    expect(decideFor('orders')).to.include({
      outcome: 'allow',
      mapping: 'orders-read',
      subject: 'clients:client_id=orders',
    });
  });

  it('grants another client nothing', () => {
    expect(decideFor('billing')).to.include({ outcome: 'deny', reason: 'claim_mismatch' });
  });

  it('has no keys, so that no token is of it', () => {
    const clients = load(MAPPING).trust?.issuers.get('clients');
    expect(clients).to.include({ url: 'https://sts.acme.example/clients' });
    expect(clients?.keys).to.deep.equal({ kind: 'none' });
    expect(clients?.algorithms).to.deep.equal([]);
  });

  for (const id of ['self', 'clients']) {
    it(`leaves its id to nobody: ${id}`, () => {
      const text = `{kind: Issuer, id: ${id}, provider: oidc, url: "https://a.example", owner: a@acme.example}`;
      const { trust, diagnostics } = load(text);
      expect(trust).to.equal(undefined);
      expect(diagnostics.map(({ rule }) => rule)).to.deep.equal(['reserved-id']);
    });
  }

  it('is no provider that an issuer could have', () => {
    const text = '{kind: Issuer, id: a, provider: clients, url: "https://a.example", owner: a@acme.example}';
    expect(load(text).diagnostics.map(({ rule }) => rule)).to.deep.equal(['unknown-provider']);
  });

  it('knows the claims of its clients', () => {
    const text = MAPPING.replace('client_id: orders', 'client: orders');
    expect(load(text).trust).to.equal(undefined);
  });
});
