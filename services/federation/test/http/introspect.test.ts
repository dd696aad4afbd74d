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
  const middleware = introspectionEndpoint({
    lookUp: async (...question) => {
      asked.push(question);
      return ok({ active: true, token_type: 'Bearer', aud: AUDIENCE });
    },
    authenticate: async () => ok({ aud: AUDIENCE }),
    identifyCaller: () => ({ presented: { kind: 'none' } }),
    serviceDoor: async (ctx, path, body) => {
      ctx.body = { served: [path, body] };
    },
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
  return { middleware, asked };
}

const bearer = { authorization: 'Bearer caller' };

describe('POST /introspect', () => {
  it("asks for the audience of the caller's token alone", async () => {
    const { middleware, asked } = endpoint();
    const response = await postTo(middleware, 'token=t', bearer);
    expect(asked).to.deep.equal([[`audience ${AUDIENCE}`, 't', [AUDIENCE]]]);
    expect(await response.json()).to.deep.equal({ active: true, token_type: 'Bearer', aud: AUDIENCE });
  });

  it('signs for whom it answers, now, and says no more', async () => {
    const response = await postTo(endpoint().middleware, 'token=t', { ...bearer, accept: JWT });
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
      const { middleware, asked } = endpoint();
      const response = await postTo(middleware, form, headers);
      expect(await response.json()).to.deep.equal({ served: ['/introspect', form] });
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
      const response = await postTo(endpoint(changes).middleware, 'token=t', { ...bearer, accept: JWT });
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
      const { middleware } = endpoint({ authenticate: async () => err(refusal) });
      const response = await postTo(middleware, 'token=t', { authorization: 'DPoP caller' });
      expect(response.status).to.equal(401);
      expect(response.headers.get('www-authenticate')).to.equal(`DPoP error="${error}", algs="ES256"`);
      expect(await response.text()).not.to.contain('private');
    });
  }
});
