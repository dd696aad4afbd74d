import { expect } from 'chai';
import { importJWK, jwtVerify } from 'jose';
import { createVoucher } from '../../../src/provider/clients/voucher.ts';

const ISSUER = 'https://sts.acme.example';
const NOW = 1_788_220_860_500;

describe('a voucher', () => {
  it('is an assertion of the client for the gateway, good for half a minute', async () => {
    const voucher = await createVoucher(ISSUER, () => NOW);
    const assertion = await voucher.assertionFor('orders');
    const { crv = '', x = '', y = '' } = voucher.publicKey;
    const key = await importJWK({ kty: 'EC', alg: 'ES256', crv, x, y });
    const { payload } = await jwtVerify(assertion, key, { currentDate: new Date(NOW), audience: ISSUER });
    const iat = Math.floor(NOW / 1000);
    expect(payload).to.include({ iss: 'orders', sub: 'orders', iat, exp: iat + 30 });
  });

  it('is another each time, by a key of its process alone that is told to nobody', async () => {
    const [one, other] = await Promise.all([
      createVoucher(ISSUER, () => NOW),
      createVoucher(ISSUER, () => NOW),
    ]);
    expect(one.publicKey).not.to.have.property('d');
    expect(one.publicKey.x).not.to.equal(other.publicKey.x);
    expect(await one.assertionFor('orders')).not.to.equal(await one.assertionFor('orders'));
  });
});
