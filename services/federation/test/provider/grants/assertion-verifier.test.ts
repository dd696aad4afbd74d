import { profileOf, type VerifiedToken } from '@cambio/claims';
import { type Digest, err, ok, TokenType } from '@cambio/oauth';
import { loadTrust } from '@cambio/policy';
import { expect } from 'chai';
import { addressedToEndpoint, assertionVerifier } from '../../../src/provider/grants/assertion-verifier.ts';

const ISSUER = 'https://sts.acme.example';
const TOKEN_URL = `${ISSUER}/token`;

const GITHUB = `
kind: Issuer
id: github
provider: github-actions
owner: a@acme.example
---
kind: Issuer
id: elsewhere
provider: oidc
url: https://idp.acme.example
audiences: [https://other.acme.example]
owner: a@acme.example
`;

describe('an assertion', () => {
  const verify = (claims: object) => {
    const all = { iss: 'https://idp.acme.example', ...claims };
    const workload = profileOf('oidc')?.workload(all) ?? expect.fail();
    const verified: VerifiedToken = {
      identity: { issuer: 'idp', claims: all, workload },
      digest: 'digest' as Digest,
      replayId: 'id',
      replay: 'once',
      expiresAt: 1,
      clockSkew: 0,
    };
    return assertionVerifier({ verify: async () => ok(verified) }).verify('token', TokenType.jwt, 0);
  };

  it('names somebody, and one recipient', async () => {
    for (const aud of [ISSUER, [ISSUER], TOKEN_URL]) {
      expect((await verify({ sub: 'a', aud })).ok, JSON.stringify(aud)).to.equal(true);
    }
  });

  const refused: readonly [object, string][] = [
    [{ aud: ISSUER }, 'claim_missing'],
    [{ sub: '', aud: ISSUER }, 'claim_missing'],
    [{ sub: 7, aud: ISSUER }, 'claim_missing'],
    [{ sub: 'a', aud: [ISSUER, TOKEN_URL] }, 'wrong_audience'],
  ];
  for (const [claims, reason] of refused) {
    it(`is refused, as somebody's, with ${JSON.stringify(claims)}`, async () => {
      const result = await verify(claims);
      expect(result).to.have.property('error').that.includes({ reason });
      expect(result).to.have.nested.property('error.authentic.digest', 'digest');
    });
  }

  it('is refused for what the verifier finds', async () => {
    const refusal = err({ reason: 'token_expired', detail: '' } as const);
    const result = await assertionVerifier({ verify: async () => refusal }).verify('', TokenType.jwt, 0);
    expect(result).to.equal(refusal);
  });
});

describe('issuers whose tokens are addressed to the token endpoint', () => {
  const { trust } = loadTrust([{ path: 'trust.yaml', text: GITHUB }], {
    issuer: ISSUER,
    lifetime: 300,
    maxLifetime: 900,
  });
  const issuers = trust?.issuers ?? new Map();
  const widened = addressedToEndpoint(() => issuers, ISSUER, TOKEN_URL);

  it('are those whose tokens may name the gateway', () => {
    expect(widened().get('github')?.audiences).to.deep.equal([ISSUER, TOKEN_URL]);
    expect(widened().get('elsewhere')?.audiences).to.deep.equal(['https://other.acme.example']);
    expect([...widened().keys()]).to.deep.equal([...issuers.keys()]);
  });

  it('are one map until the issuers change', () => {
    expect(widened()).to.equal(widened());
    let current = issuers;
    const following = addressedToEndpoint(() => current, ISSUER, TOKEN_URL);
    const before = following();
    current = new Map(issuers);
    expect(following()).not.to.equal(before);
  });
});
