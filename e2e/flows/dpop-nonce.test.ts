import { expect } from 'chai';
import { post } from '../shop/answer.ts';
import { createDpopKey } from '../shop/dpop-key.ts';
import { exchangeForm, openShop, type Shop } from '../shop/shop.ts';

describe('a gateway that requires nonces in proofs', () => {
  let shop: Shop;
  before(async () => {
    shop = await openShop({ args: ['--set', 'dpop.nonces=required'] });
  });
  after(() => shop.close());

  async function ask(subjectToken: string, nonce?: string) {
    const { issuer } = shop.gateway;
    const dpop = await (await createDpopKey()).prove(`${issuer}/token`, undefined, nonce);
    return post(issuer, exchangeForm(subjectToken), { dpop });
  }

  it('refuses a proof without one, hands one out, and has not used the token up', async () => {
    const subjectToken = await shop.subjectToken();
    const refused = await ask(subjectToken);
    expect(refused.status).to.equal(400);
    expect(refused.failure).to.include({ error: 'use_dpop_nonce', reason: 'nonce_missing' });
    const accepted = await ask(subjectToken, refused.headers.get('dpop-nonce') ?? '');
    expect(accepted.token?.token_type).to.equal('DPoP');
    expect(accepted.headers.get('dpop-nonce')).to.match(/^[\w-]{43}$/);
  });

  it('refuses one that it did not make', async () => {
    const { failure } = await ask(await shop.subjectToken(), 'A'.repeat(43));
    expect(failure).to.include({ error: 'use_dpop_nonce', reason: 'nonce_stale' });
  });

  it('serves callers without a proof as before', async () => {
    const { status, headers } = await post(shop.gateway.issuer, exchangeForm(await shop.subjectToken()));
    expect([status, headers.get('dpop-nonce')]).to.deep.equal([200, null]);
  });
});
