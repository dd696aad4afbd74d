import { ok } from '@cambio/oauth';
import { expect } from 'chai';
import { decodeJwt } from 'jose';
import { checkDpopProof, createDpopKey, makeDpopProof, type Reserve } from '../src/index.ts';
import { NOW, TOKEN_URL } from './signed-proof.ts';

const reserve: Reserve = async () => ok('reserved');

describe('makeDpopProof', () => {
  it('makes what checkDpopProof accepts, for the key it was made with', async () => {
    const key = await createDpopKey();
    const request = { key, method: 'POST', url: `${TOKEN_URL}?a=b#c`, now: NOW, jti: 'a' };
    const proof = await makeDpopProof(request);
    const checked = await checkDpopProof({ proof, method: 'POST', url: TOKEN_URL, now: NOW, reserve });
    expect(checked).to.deep.equal(ok(key.thumbprint));
    expect(decodeJwt(proof)).to.deep.equal({ jti: 'a', htm: 'POST', htu: TOKEN_URL, iat: NOW });
  });

  it('names the access token it goes with', async () => {
    const accessToken = 'header.payload.signature';
    const key = await createDpopKey();
    const proof = await makeDpopProof({
      key,
      method: 'GET',
      url: TOKEN_URL,
      now: NOW,
      jti: 'a',
      accessToken,
    });
    const given = { proof, method: 'GET', url: TOKEN_URL, now: NOW, reserve };
    expect((await checkDpopProof({ ...given, accessToken })).ok).to.equal(true);
    expect(await checkDpopProof({ ...given, accessToken: 'another' })).to.have.nested.property(
      'error.reason',
      'proof_mismatch',
    );
  });

  it("carries the server's nonce", async () => {
    const key = await createDpopKey();
    const proof = await makeDpopProof({
      key,
      method: 'POST',
      url: TOKEN_URL,
      now: NOW,
      jti: 'a',
      nonce: 'n',
    });
    expect(decodeJwt(proof).nonce).to.equal('n');
  });

  it('keeps the private key to itself', async () => {
    const key = await createDpopKey();
    const other = await createDpopKey();
    expect(key.privateKey.extractable).to.equal(false);
    expect(key.publicKey).to.have.all.keys('kty', 'crv', 'x', 'y');
    expect(key.thumbprint).not.to.equal(other.thumbprint);
  });
});
