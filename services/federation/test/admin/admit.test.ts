import { err, ok } from '@cambio/oauth';
import { ADMIN_SCOPES } from '@cambio/policy';
import { expect } from 'chai';
import { OPERATIONS } from '../../src/admin/contract/operations.ts';
import { sendTo } from '../http/serve-endpoint.ts';
import { adminUnderTest, ISSUER, tokenWith } from './admin-under-test.ts';

const METADATA = 'resource_metadata="https://sts.acme.example/.well-known/oauth-protected-resource/eu/admin"';

/** Every operation, and HEAD where there is GET; a body that none takes. */
const CALLS = Object.values(OPERATIONS).flatMap(({ method, at, scopes }) => {
  const path = at.slice(1).replaceAll(/\{[^}]+\}/g, 'x');
  const call = { method, path, scopes, ...(method !== 'GET' && { body: '[' }) };
  return method === 'GET' ? [call, { ...call, method: 'HEAD' }] : [call];
});

describe('the admin API, and who is let in', () => {
  for (const { scopes, ...call } of CALLS) {
    const { method, path } = call;
    const needed = scopes.join(' ');

    it(`lets in ${method} ${path} with ${needed}, and with no scope missing of these`, async () => {
      const { call: ask } = adminUnderTest();
      const response = await ask(path, { ...call, token: needed });
      expect([401, 403, 405, 500]).not.to.include(response.status);
      for (const missing of scopes) {
        const others = Object.keys(ADMIN_SCOPES).filter((scope) => scope !== missing);
        const refused = await ask(path, { ...call, token: tokenWith(...others) });
        expect(refused.status).to.equal(403);
        expect(refused.headers.get('www-authenticate')).to.equal(
          `Bearer error="insufficient_scope", scope="${needed}", ${METADATA}, ` +
            `DPoP scope="${needed}", algs="ES256", ${METADATA}`,
        );
      }
    });

    it(`challenges who asks ${method} ${path} without a token, and tells of no error`, async () => {
      const { api, presented } = adminUnderTest();
      const response = await sendTo(api, `/eu/admin/v1/${path}?access_token=t`, { method });
      expect(response.status).to.equal(401);
      expect(response.headers.get('www-authenticate')).to.equal(
        `Bearer scope="${needed}", ${METADATA}, DPoP scope="${needed}", algs="ES256", ${METADATA}`,
      );
      expect(presented).to.be.empty;
    });
  }

  it('asks something of every scope there is', () => {
    expect(new Set(CALLS.flatMap(({ scopes }) => scopes))).to.deep.equal(new Set(Object.keys(ADMIN_SCOPES)));
  });

  for (const [what, authorization] of [
    ['Basic', 'Basic YTpi'],
    ['no scheme', 'token'],
    ['nothing', ''],
  ] as const) {
    it(`takes ${what} for no token`, async () => {
      const response = await adminUnderTest().call('trust', { headers: { authorization } });
      expect(response.status).to.equal(401);
      expect(response.headers.get('www-authenticate')).not.to.contain('error');
    });
  }

  it('takes a token in one place alone', async () => {
    const { call, presented } = adminUnderTest();
    const response = await call('trust?access_token=t');
    expect(response.status).to.equal(400);
    expect(response.headers.get('www-authenticate')).to.match(/^Bearer error="invalid_request"/);
    expect(presented).to.be.empty;
  });

  for (const aud of ['https://deployer.acme.example', ISSUER, `${ISSUER}/admin/`, [`${ISSUER}/admin`]]) {
    it(`takes no token for ${JSON.stringify(aud)}`, async () => {
      const scope = tokenWith('trust:read');
      const { call } = adminUnderTest({ authenticate: async () => ok({ aud, sub: 'ada', scope }) });
      const response = await call('trust');
      expect(response.status).to.equal(401);
      expect(response.headers.get('www-authenticate')).to.match(/^Bearer error="invalid_token"/);
    });
  }

  for (const scope of [undefined, '', ['trust:read'], 'trust:read  x', 'Trust:Read', 'trust']) {
    it(`finds no scope in ${JSON.stringify(scope)}`, async () => {
      const claims = { aud: `${ISSUER}/admin`, sub: 'ada', ...(scope !== undefined && { scope }) };
      const { call } = adminUnderTest({ authenticate: async () => ok(claims) });
      expect((await call('trust')).status).to.equal(403);
    });
  }

  it('has the proof checked for the URL below its own issuer, whatever the host', async () => {
    const { call, presented } = adminUnderTest();
    await call('decisions/d-1?x=1', { headers: { authorization: 'DPoP t' } });
    expect(presented).to.deep.equal([
      {
        scheme: 'DPoP',
        token: 't',
        presented: { kind: 'dpop', proof: 'p', method: 'GET', url: `${ISSUER}/admin/v1/decisions/d-1` },
      },
    ]);
  });

  for (const [refusal, error] of [
    [{ kind: 'invalid_token' }, 'invalid_token'],
    [{ kind: 'proof_refused', refusal: { reason: 'nonce_stale', detail: 'private' } }, 'use_dpop_nonce'],
    [
      { kind: 'proof_refused', refusal: { reason: 'proof_mismatch', detail: 'private' } },
      'invalid_dpop_proof',
    ],
  ] as const) {
    it(`tells the scheme that was used of ${error}`, async () => {
      const { call } = adminUnderTest({ authenticate: async () => err(refusal) });
      const response = await call('trust', { headers: { authorization: 'DPoP t' } });
      expect(response.status).to.equal(401);
      expect(response.headers.get('www-authenticate')).to.equal(
        `Bearer scope="trust:read", ${METADATA}, ` +
          `DPoP error="${error}", scope="trust:read", algs="ES256", ${METADATA}`,
      );
      expect(await response.text()).not.to.contain('private');
    });
  }

  it('lets nobody in while it cannot tell', async () => {
    const { call } = adminUnderTest({ authenticate: async () => err({ kind: 'unavailable' }) });
    const response = await call('trust');
    expect([response.status, response.headers.get('retry-after')]).to.deep.equal([503, '2']);
    expect(response.headers.get('www-authenticate')).to.equal(null);
  });
});
