import { expect } from 'chai';
import { exportJWK, generateKeyPair } from 'jose';
import { post } from '../shop/answer.ts';
import { exchangeForm, openShop, type Shop } from '../shop/shop.ts';

const LIMIT = 5;

describe('an address that guesses at credentials', () => {
  let shop: Shop;
  before(async () => {
    const { publicKey } = await generateKeyPair('ES256');
    const jwks = { keys: [await exportJWK(publicKey)] };
    const clients = [{ id: 'order-service', auth: 'private_key_jwt', jwks }];
    const settings = [
      `clients=${JSON.stringify(clients)}`,
      `limits.failures=${LIMIT}`,
      'listen.trustedProxies=127.0.0.0/8',
    ];
    shop = await openShop({ args: settings.flatMap((setting) => ['--set', setting]) });
  });
  after(() => shop.close());

  const from = { 'x-forwarded-for': '203.0.113.9' };
  const guess = async (headers: Record<string, string>) => {
    const form = exchangeForm(await shop.subjectToken(), { client_id: 'order-service' });
    return (await post(shop.gateway.issuer, form, headers)).status;
  };

  it('is told to wait after a few, and nobody else is', async () => {
    for (let tries = 0; tries < LIMIT; tries++) expect(await guess(from)).to.equal(401);
    expect(await guess(from)).to.equal(429);
    expect(await guess({ 'x-forwarded-for': '203.0.113.10' })).to.equal(401);
  });

  it('says when to come back', async () => {
    const form = exchangeForm(await shop.subjectToken(), { client_id: 'order-service' });
    const { headers, failure } = await post(shop.gateway.issuer, form, from);
    expect(Number(headers.get('retry-after'))).to.be.within(1, 60);
    expect(failure?.error).to.equal('temporarily_unavailable');
  });

  it('still serves the workloads at that address', async () => {
    const form = exchangeForm(await shop.subjectToken());
    expect((await post(shop.gateway.issuer, form, from)).status).to.equal(200);
  });
});
