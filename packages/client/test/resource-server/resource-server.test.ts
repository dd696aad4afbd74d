import { createDpopKey, createNonces, PROOF_ALGORITHMS } from '@cambio/binding';
import { ok } from '@cambio/oauth';
import { expect } from 'chai';
import {
  checkScopes,
  createResourceServer,
  presentedRequest,
  type Refusal,
  type ResourceServerOptions,
  type VerifiedToken,
} from '../../src/index.ts';
import { closeServers } from '../server.ts';
import { AUDIENCE, NOW, serveIssuer } from './issuer.ts';
import { PUBLIC_URL, proofBy } from './proof.ts';
import { bearing, outcomeOf, serverOf } from './under-test.ts';

describe('createResourceServer', () => {
  const misuse: readonly (readonly [string, Partial<ResourceServerOptions>])[] = [
    ['an issuer in the clear', { issuer: 'http://tokens.example' }],
    ['an issuer that is no URL', { issuer: 'tokens.example' }],
    ['no audience', { audience: '' }],
    ['a public URL that is none', { dpop: { publicUrl: '/api' } }],
    ['a public URL with a query', { dpop: { publicUrl: `${PUBLIC_URL}?a` } }],
    ['a public URL with a fragment', { dpop: { publicUrl: `${PUBLIC_URL}#a` } }],
    ['a public URL with a user', { dpop: { publicUrl: 'https://a@deployer.example' } }],
    ['metadata that ends the header', { resourceMetadata: 'https://deployer.example/"' }],
    ['a skew that is none', { clockSkew: Number.NaN }],
    ['a negative skew', { clockSkew: -1 }],
  ];
  for (const [name, options] of misuse) {
    it(`throws at ${name}`, () => {
      const valid = { issuer: 'https://tokens.example', audience: AUDIENCE };
      const io = { fetch, now: () => NOW };
      expect(() => createResourceServer({ ...valid, ...options }, io)).to.throw(TypeError);
    });
  }
});

describe('a resource server', () => {
  afterEach(closeServers);

  it('takes requests of the Fetch standard', async () => {
    const issuer = await serveIssuer();
    const key = await createDpopKey();
    const nonces = createNonces({ secret: new Uint8Array(32), now: () => NOW });
    const server = serverOf(issuer, { dpop: { publicUrl: PUBLIC_URL, nonces } });
    const token = await issuer.issue({ claims: { cnf: { jkt: key.thumbprint } } });
    const request = async (nonce?: string) => {
      const proof = await proofBy(key, token, nonce === undefined ? {} : { nonce });
      const headers = { authorization: `DPoP ${token}`, dpop: proof };
      return presentedRequest(new Request('http://10.0.0.1:8080/deploy?a=b', { headers }));
    };
    const refused = await server.verifyAccessToken(await request());
    const nonce = await nonces.current();
    expect(refused.ok || refused.error).to.deep.equal({ reason: 'nonce_missing', scheme: 'DPoP', nonce });
    const verified = await server.verifyAccessToken(await request(nonce));
    expect(verified.ok && verified.value.nextNonce).to.equal(nonce);
    const none = presentedRequest(new Request('http://10.0.0.1:8080/deploy'));
    expect(outcomeOf(await server.verifyAccessToken(none))).to.equal('no_credentials');
  });

  it('MT-06 takes a certificate as DER or by its thumbprint', async () => {
    const issuer = await serveIssuer();
    const server = serverOf(issuer);
    const certificate = new TextEncoder().encode('der');
    const digest = await crypto.subtle.digest('SHA-256', certificate);
    const thumbprint = Buffer.from(digest).toString('base64url');
    const token = await issuer.issue({ claims: { cnf: { 'x5t#S256': thumbprint } } });
    const outcomes = [
      {},
      { certificate },
      { certificate: thumbprint },
      { certificate: `${thumbprint}=` },
      { certificate: '' },
      { certificate: new Uint8Array() },
    ].map(async (more) => outcomeOf(await server.verifyAccessToken(bearing(token, more))));
    expect(await Promise.all(outcomes)).to.deep.equal([
      'certificate_missing',
      'verified',
      'verified',
      'certificate_mismatch',
      'certificate_mismatch',
      'certificate_mismatch',
    ]);
  });

  it('DP-06 takes no proof for a target that is no path', async () => {
    const issuer = await serveIssuer();
    const key = await createDpopKey();
    const server = serverOf(issuer, { dpop: { publicUrl: 'https://deployer.example' } });
    const token = await issuer.issue({ claims: { cnf: { jkt: key.thumbprint } } });
    const targets = [
      ['https://evil.example/deploy', 'https://evil.example/deploy'],
      ['//evil.example/deploy', 'https://evil.example/deploy'],
      ['.evil.example/deploy', 'https://deployer.example.evil.example/deploy'],
      ['@evil.example/deploy', 'https://evil.example/deploy'],
      [':8443/deploy', 'https://deployer.example:8443/deploy'],
      ['*', 'https://deployer.example/*'],
      ['', 'https://deployer.example/'],
    ] as const;
    for (const [target, url] of targets) {
      const dpop = await proofBy(key, token, { url });
      const request = bearing(token, { target, authorization: `DPoP ${token}`, dpop });
      expect(outcomeOf(await server.verifyAccessToken(request)), target).to.equal('proof_mismatch');
    }
  });
});

describe('checkScopes', () => {
  const token: VerifiedToken = {
    subject: 'repo/123456',
    clientId: 'mapping:shop-deploy',
    id: 'token-1',
    issuedAt: NOW,
    expiresAt: NOW + 300,
    scopes: ['deploy:read'],
    claims: {},
    scheme: 'DPoP',
  };

  it('lets a token on that covers all', () => {
    expect(checkScopes(token, ['deploy:read'])).to.deep.equal(ok(token));
    expect(checkScopes(token, [])).to.deep.equal(ok(token));
  });

  it('names what is missing, letter by letter', () => {
    const checked = checkScopes(token, ['deploy:read', 'Deploy:read', 'deploy']);
    expect(checked.ok || checked.error).to.deep.equal({
      reason: 'scope_missing',
      missing: ['Deploy:read', 'deploy'],
      scheme: 'DPoP',
    });
  });
});

describe('a challenge', () => {
  const server = createResourceServer(
    { issuer: 'https://tokens.example', audience: AUDIENCE, dpop: { publicUrl: PUBLIC_URL } },
    { fetch, now: () => NOW },
  );
  const refusals: readonly (readonly [Refusal, number, string | undefined])[] = [
    [{ reason: 'no_credentials' }, 401, undefined],
    [{ reason: 'request_malformed', detail: 'canary' }, 400, 'invalid_request'],
    [{ reason: 'token_expired', scheme: 'Bearer' }, 401, 'invalid_token'],
    [{ reason: 'token_inactive', scheme: 'DPoP' }, 401, 'invalid_token'],
    [{ reason: 'scheme_mismatch', scheme: 'Bearer' }, 401, 'invalid_token'],
    [{ reason: 'proof_replayed', detail: 'canary', scheme: 'DPoP' }, 401, 'invalid_dpop_proof'],
    [{ reason: 'nonce_stale', scheme: 'DPoP', nonce: 'n' }, 401, 'use_dpop_nonce'],
    [{ reason: 'scope_missing', missing: ['b'], scheme: 'DPoP' }, 403, 'insufficient_scope'],
  ];
  for (const [refusal, status, error] of refusals) {
    it(`OA-26 PR-07 DP-17 to ${refusal.reason} is ${status} ${error ?? 'without an error'}`, () => {
      const { status: answered, headers } = server.challenge(refusal, ['a', 'b']);
      expect(answered).to.equal(status);
      const said = headers['www-authenticate'] ?? '';
      expect(/ error="([a-z_]+)"/.exec(said)?.[1]).to.equal(error);
      expect(said.match(/ error="/g) ?? []).to.have.length(error === undefined ? 0 : 1);
      expect(said.match(/scope="a b"/g)).to.have.length(2);
      expect(said).to.include(`algs="${PROOF_ALGORITHMS.join(' ')}"`);
      expect(headers['dpop-nonce']).to.equal('nonce' in refusal ? 'n' : undefined);
      expect(JSON.stringify(headers)).not.to.include('canary');
    });
  }

  for (const reason of ['keys_unavailable', 'marks_unavailable', 'introspection_unavailable'] as const) {
    it(`to ${reason} is 503, and challenges nobody`, () => {
      expect(server.challenge({ reason, detail: 'canary' })).to.deep.equal({
        status: 503,
        headers: { 'cache-control': 'no-store', 'retry-after': '2' },
      });
    });
  }
});
