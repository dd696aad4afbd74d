import { TokenType } from '@cambio/oauth';
import { expect } from 'chai';
import { declare, NOW, refusal, token, verifierOf } from './fixture.ts';

describe('verifier', () => {
  it('hands on who the token speaks for, and what names it', async () => {
    const compact = await token();
    const result = await verifierOf(declare()).verify(compact, TokenType.jwt, NOW);
    if (!result.ok) expect.fail(result.error.detail);
    expect(result.value.identity.issuer).to.equal('acme');
    expect(result.value.identity.claims.sub).to.equal('job-7');
    expect(result.value).to.include({ replay: 'allow', expiresAt: NOW + 300, clockSkew: 30 });
    expect(result.value.replayId).to.equal('["https://issuer.acme.example","jti","token-1"]');
    expect(result.value.digest).to.match(/^[0-9a-f]{64}$/);
  });

  it('refuses an issuer nobody declared', async () => {
    expect(await refusal(await token({ iss: 'https://other.example' }))).to.include({
      reason: 'unknown_issuer',
    });
  });

  it('says about whom an authentic token is', async () => {
    const refused = await refusal(await token({ exp: NOW - 60, iat: NOW - 120 }));
    expect(refused).to.include({ reason: 'token_expired' });
    expect(refused?.authentic?.identity.claims.sub).to.equal('job-7');
  });
});
