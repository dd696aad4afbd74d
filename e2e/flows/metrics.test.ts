import { expect } from 'chai';
import { post } from '../shop/answer.ts';
import { exchangeForm, openShop, type Shop } from '../shop/shop.ts';

describe('what is measured', () => {
  let shop: Shop;
  before(async () => {
    shop = await openShop();
  });
  after(() => shop.close());

  const page = async () => (await fetch(`${shop.gateway.internal}/metrics`)).text();

  it('counts exchanges by how they ended, and why', async () => {
    await post(shop.gateway.issuer, exchangeForm(await shop.subjectToken()));
    await post(shop.gateway.issuer, exchangeForm(await shop.subjectToken({ ref: 'refs/heads/x' })));
    await post(shop.gateway.issuer, exchangeForm('nonsense'));
    const metrics = await page();
    const counted = (issuer: string, mapping: string, outcome: string, reason: string) =>
      `cambio_exchanges_total{issuer="${issuer}",mapping="${mapping}",outcome="${outcome}",reason="${reason}"`;
    expect(metrics).to.include(counted('github', 'shop-deploy', 'allowed', 'none'));
    expect(metrics).to.include(counted('github', 'shop-deploy', 'denied', 'claim_mismatch'));
    expect(metrics).to.include(counted('unknown', 'none', 'unauthentic', 'malformed_token'));
    expect(metrics).to.match(/^cambio_exchange_duration_count\{outcome="allowed"[^}]*\} 1$/m);
  });

  it('shows the trust and the keys it rests on', async () => {
    const metrics = await page();
    expect(metrics).to.match(/^cambio_trust_refused(\{[^}]*\})? 0$/m);
    expect(metrics).to.match(/^cambio_trust_mappings(\{[^}]*\})? 2$/m);
    expect(metrics).to.match(/^cambio_upstream_keys_state\{issuer="github",state="fresh"[^}]*\} 1$/m);
    expect(metrics).to.match(/^cambio_upstream_keys_state\{issuer="github",state="stale"[^}]*\} 0$/m);
  });

  it('counts a claim nobody knows, once', async () => {
    for (const _ of [1, 2]) {
      await post(shop.gateway.issuer, exchangeForm(await shop.subjectToken({ brand_new: 'x' })));
    }
    expect(await page()).to.match(
      /^cambio_upstream_drift_total\{issuer="github",kind="unknown_claim"[^}]*\} 1$/m,
    );
  });

  it('is not for the public', async () => {
    expect((await fetch(`${shop.gateway.issuer}/metrics`)).status).to.equal(404);
  });
});
