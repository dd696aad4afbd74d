import { expect } from 'chai';
import { openShop, type Shop } from '../shop/shop.ts';

describe('what an operator asks first', () => {
  let shop: Shop;

  before(async () => {
    shop = await openShop();
  });
  after(() => shop.close());

  for (const path of ['/livez', '/readyz']) {
    it(`answers ${path} on the internal port, and on no other`, async () => {
      const { internal, issuer } = shop.gateway;
      const statuses = [internal, issuer].map(async (origin) => (await fetch(origin + path)).status);
      expect(await Promise.all(statuses)).to.deep.equal([200, 404]);
    });
  }

  for (const name of ['openid-configuration', 'oauth-authorization-server']) {
    it(`says who it is in ${name}`, async () => {
      const { issuer } = shop.gateway;
      const metadata = await (await fetch(`${issuer}/.well-known/${name}`)).json();
      expect(metadata).to.include({ issuer, token_endpoint: `${issuer}/token`, jwks_uri: `${issuer}/jwks` });
    });
  }
});
