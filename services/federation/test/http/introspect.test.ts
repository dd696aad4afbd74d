import { err, ok } from '@cambio/oauth';
import { expect } from 'chai';
import { type IntrospectionEndpoint, introspectionEndpoint } from '../../src/http/introspect.ts';
import { introspectionAnswer } from '../../src/http/introspection-answer.ts';
import { createLoad } from '../../src/http/load.ts';
import { postTo } from './serve-endpoint.ts';

const AUDIENCE = 'https://deployer.acme.example';
const JWT = 'application/token-introspection+jwt';

function endpoint(changes: Partial<IntrospectionEndpoint> = {}) {
  const asked: unknown[][] = [];
  const direct = introspectionEndpoint({
    lookUp: async (...question) => {
      asked.push(question);
      return ok({ active: true, token_type: 'Bearer', aud: AUDIENCE });
    },
    authenticate: async () => ok({ aud: AUDIENCE }),
    identifyCaller: () => ({ presented: { kind: 'none' } }),
    answer: introspectionAnswer({
      issuer: 'https://sts.acme.example',
      sign: async (claims) => ok(JSON.stringify(claims)),
      now: () => 1_788_220_860_999,
    }),
    proofAlgorithms: ['ES256'],
    load: createLoad(1, () => undefined),
    bodyLimit: 1000,
    ...changes,
  });
  return { direct, asked };
}

const bearer = { authorization: 'Bearer caller' };

describe('POST /introspect', () => {
  it("asks for the audience of the caller's token alone", async () => {
    const { direct, asked } = endpoint();
    const response = await postTo(direct, 'token=t', bearer);
    expect(asked).to.deep.equal([[`audience ${AUDIENCE}`, 't', [AUDIENCE]]]);
    expect(await response.json()).to.deep.equal({ active: true, token_type: 'Bearer', aud: AUDIENCE });
  });

  it('signs for whom it answers, now, and says no more', async () => {
    const response = await postTo(endpoint().direct, 'token=t', { ...bearer, accept: JWT });
    expect(response.headers.get('content-type')).to.equal(JWT);
    expect(await response.json()).to.deep.equal({
      iss: 'https://sts.acme.example',
      aud: AUDIENCE,
      iat: 1_788_220_860,
      token_introspection: { active: true, token_type: 'Bearer', aud: AUDIENCE },
    });
  });

  for (const [what, form, headers] of [
    ['a client id', 'token=t&client_id=a', {}],
    ['an assertion', 'token=t&client_assertion=a', {}],
    ['Basic', 'token=t', { authorization: 'Basic YTpi' }],
  ] as const) {
    it(`leaves a caller with ${what} to the service door, and is not asked`, async () => {
      const { direct, asked } = endpoint();
      const response = await postTo(direct, form, headers);
      expect(await response.json()).to.deep.equal({ left: form });
      expect(asked).to.be.empty;
    });
  }

  it('says nothing when the caller cannot be told from a stranger, nor when the answer cannot be found or signed', async () => {
    const broken: readonly Partial<IntrospectionEndpoint>[] = [
      { authenticate: async () => err({ kind: 'unavailable' }) },
      { lookUp: async () => err('unavailable') },
      {
        answer: introspectionAnswer({
          issuer: '',
          sign: async () => err('unavailable'),
          now: () => 0,
        }),
      },
    ];
    for (const changes of broken) {
      const response = await postTo(endpoint(changes).direct, 'token=t', { ...bearer, accept: JWT });
      expect(response.status).to.equal(503);
      expect(response.headers.get('retry-after')).to.equal('2');
      expect(await response.json()).to.include({ error: 'temporarily_unavailable' });
    }
  });

  for (const [reason, error] of [
    ['nonce_missing', 'use_dpop_nonce'],
    ['nonce_stale', 'use_dpop_nonce'],
    ['proof_mismatch', 'invalid_dpop_proof'],
  ] as const) {
    it(`answers ${reason} 401 ${error}`, async () => {
      const refusal = { kind: 'proof_refused', refusal: { reason, detail: 'private' } } as const;
      const { direct } = endpoint({ authenticate: async () => err(refusal) });
      const response = await postTo(direct, 'token=t', { authorization: 'DPoP caller' });
      expect(response.status).to.equal(401);
      expect(response.headers.get('www-authenticate')).to.equal(`DPoP error="${error}", algs="ES256"`);
      expect(await response.text()).not.to.contain('private');
    });
  }
});
