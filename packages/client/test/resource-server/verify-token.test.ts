import { ok } from '@cambio/oauth';
import { expect } from 'chai';
import fc from 'fast-check';
import { UnsecuredJWT } from 'jose';
import { ACCESS_TOKEN_ALGORITHMS, type ResourceServerOptions } from '../../src/index.ts';
import { closeServers } from '../server.ts';
import {
  AUDIENCE,
  CLAIMS,
  NOW,
  serveIssuer,
  signingKey,
  type TestIssuer,
  type TokenChanges,
} from './issuer.ts';
import { bearing, outcomeOf, serverOf } from './under-test.ts';

describe('a token', () => {
  let issuer: TestIssuer;

  beforeEach(async () => {
    issuer = await serveIssuer();
  });

  afterEach(closeServers);

  async function outcomeFor(changes: TokenChanges, options: Partial<ResourceServerOptions> = {}) {
    const token = await issuer.issue(changes);
    return outcomeOf(await serverOf(issuer, options).verifyAccessToken(bearing(token)));
  }

  it('is read as it was issued', async () => {
    const act = { sub: 'agent', iss: 'https://cluster.example', act: { sub: 'earlier' } };
    const claims = { act, repository: 'acme/shop' };
    const token = await issuer.issue({ claims });
    expect(await serverOf(issuer).verifyAccessToken(bearing(token))).to.deep.equal(
      ok({
        subject: 'repo/123456',
        clientId: 'mapping:shop-deploy',
        id: 'token-1',
        issuedAt: NOW,
        expiresAt: NOW + 300,
        scopes: ['deploy:read', 'deploy:write'],
        actor: act,
        decisionId: '01J000',
        claims: { iss: issuer.issuer, ...CLAIMS, ...claims },
        scheme: 'Bearer',
      }),
    );
  });

  for (const algorithm of ACCESS_TOKEN_ALGORITHMS) {
    it(`AT-02 may be signed with ${algorithm}`, async () => {
      const key = await signingKey(algorithm);
      issuer.keys.push(key);
      expect(await outcomeFor({ key })).to.equal('verified');
      const others = ACCESS_TOKEN_ALGORITHMS.filter((other) => other !== algorithm);
      expect(await outcomeFor({ key }, { algorithms: others })).to.equal('algorithm_not_allowed');
    });
  }

  it('AT-01 is never unsigned, nor signed with what everybody knows', async () => {
    const unsigned = new UnsecuredJWT({ iss: issuer.issuer, ...CLAIMS }).encode();
    expect(outcomeOf(await serverOf(issuer).verifyAccessToken(bearing(unsigned)))).to.equal(
      'algorithm_not_allowed',
    );
    const [own] = issuer.keys;
    const secret = new TextEncoder().encode(JSON.stringify(own?.publicJwk));
    const hmac = await crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-256' }, false, [
      'sign',
    ]);
    const key = { algorithm: 'HS256', privateKey: hmac, publicJwk: own?.publicJwk ?? {} };
    expect(await outcomeFor({ key })).to.equal('algorithm_not_allowed');
  });

  it('AT-02 is of the algorithm of its key', async () => {
    const [own] = issuer.keys;
    const rsa = await signingKey('RS256');
    expect(await outcomeFor({ key: rsa, header: { kid: own?.publicJwk.kid } })).to.equal('key_unknown');
  });

  const keys: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
    ['kid that nobody has', { kid: 'other' }],
    ['kid that leads elsewhere', { kid: '../../dev/null' }],
    ['jwk of its own', { kid: 'other', jwk: { kty: 'EC' } }],
    ['jku of its own', { kid: 'other', jku: 'https://evil.example/jwks' }],
  ];
  for (const [name, header] of keys) {
    it(`is refused with a ${name}`, async () => {
      expect(await outcomeFor({ header })).to.equal('key_unknown');
    });
  }

  for (const kid of [1, null, { a: 1 }]) {
    it(`is refused with ${JSON.stringify(kid)} for a kid`, async () => {
      expect(await outcomeFor({ header: { kid } })).to.equal('token_malformed');
    });
  }

  it('needs no kid where one key alone fits', async () => {
    expect(await outcomeFor({ header: { kid: undefined } })).to.equal('verified');
    issuer.keys.push(await signingKey());
    expect(await outcomeFor({ header: { kid: undefined } })).to.equal('key_unknown');
  });

  it('is refused where it says that something unknown is critical', async () => {
    const header = { crit: ['urn:example'], 'urn:example': 1 };
    expect(await outcomeFor({ header })).to.equal('token_malformed');
  });

  for (const claim of ['sub', 'client_id', 'jti', 'iat', 'exp', 'aud', 'iss']) {
    it(`AT-03 is refused without ${claim}`, async () => {
      const outcome = await outcomeFor({ claims: { [claim]: undefined } });
      const expected = { aud: 'wrong_audience', iss: 'wrong_issuer' }[claim] ?? 'claims_invalid';
      expect(outcome).to.equal(expected);
    });
  }

  const claims: readonly (readonly [string, Readonly<Record<string, unknown>>, string])[] = [
    ['exp is text', { exp: String(NOW + 300) }, 'claims_invalid'],
    ['iat is text', { iat: 'now' }, 'claims_invalid'],
    ['sub is empty', { sub: '' }, 'claims_invalid'],
    ['scope is a list', { scope: ['deploy:read'] }, 'claims_invalid'],
    ['scope has two spaces', { scope: 'a  b' }, 'claims_invalid'],
    ['act says nobody', { act: {} }, 'claims_invalid'],
    ['cnf is empty', { cnf: {} }, 'confirmation_unsupported'],
    ['iss is another', { iss: 'https://tokens.example' }, 'wrong_issuer'],
    ['aud is another', { aud: 'https://packages.example' }, 'wrong_audience'],
    ['aud is empty', { aud: [] }, 'wrong_audience'],
    ['aud is this and another', { aud: [AUDIENCE, 'https://packages.example'] }, 'wrong_audience'],
    ['aud is this alone, in a list', { aud: [AUDIENCE] }, 'verified'],
    ['scope is empty', { scope: '' }, 'verified'],
    ['scope is not there', { scope: undefined }, 'verified'],
    ['txn is not there', { txn: undefined }, 'verified'],
  ];
  for (const [name, changed, expected] of claims) {
    it(`is ${expected} where ${name}`, async () => {
      expect(await outcomeFor({ claims: changed })).to.equal(expected);
    });
  }

  const times: readonly (readonly [string, Readonly<Record<string, number>>, string])[] = [
    ['expires now', { exp: NOW }, 'verified'],
    ['expired within the skew', { exp: NOW - 29 }, 'verified'],
    ['expired before', { exp: NOW - 30 }, 'token_expired'],
    ['was issued within the skew', { iat: NOW + 30 }, 'verified'],
    ['was issued after it', { iat: NOW + 31 }, 'token_not_yet_valid'],
    ['is valid within the skew', { nbf: NOW + 30 }, 'verified'],
    ['is valid after it', { nbf: NOW + 31 }, 'token_not_yet_valid'],
  ];
  for (const [name, changed, expected] of times) {
    it(`is ${expected} where it ${name}`, async () => {
      expect(await outcomeFor({ claims: changed })).to.equal(expected);
    });
  }

  it('has no leeway where none is given', async () => {
    const strict = { clockSkew: 0 };
    expect(await outcomeFor({ claims: { exp: NOW } }, strict)).to.equal('token_expired');
    expect(await outcomeFor({ claims: { iat: NOW + 1 } }, strict)).to.equal('token_not_yet_valid');
  });

  it('is not large', async () => {
    expect(await outcomeFor({ claims: { more: 'x'.repeat(16_384) } })).to.equal('token_malformed');
  });

  it('is what was signed', async () => {
    const [head, , signature] = (await issuer.issue()).split('.');
    const claims = { iss: issuer.issuer, ...CLAIMS, sub: 'admin' };
    const payload = Buffer.from(JSON.stringify(claims)).toString('base64url');
    const forged = [`${head}.${payload}.${signature}`, `${head}.${payload}.`];
    for (const token of forged) {
      const verified = await serverOf(issuer).verifyAccessToken(bearing(token));
      expect(outcomeOf(verified)).to.equal('signature_invalid');
    }
  });

  it('never makes verification throw, and never passes unless the issuer signed it', async () => {
    const server = serverOf(issuer);
    const kid = issuer.keys[0]?.publicJwk.kid;
    const header = fc.record({
      alg: fc.constantFrom('ES256', 'none', 'HS256', 'toString'),
      typ: fc.constantFrom('at+jwt', 'JWT'),
      kid: fc.oneof(fc.constant(kid), fc.string()),
    });
    const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const part = fc.oneof(fc.base64String(), fc.object().map(encode));
    const token = fc
      .tuple(fc.oneof(header.map(encode), part), fc.oneof(fc.constant(encode(CLAIMS)), part), part)
      .map((parts) => parts.join('.'));
    const authorization = fc.oneof(
      token.map((text) => `Bearer ${text}`),
      fc.string({ unit: 'binary' }),
      fc.string().map((text) => `DPoP ${text}`),
    );
    await fc.assert(
      fc.asyncProperty(authorization, fc.string(), async (value, target) => {
        const verified = await server.verifyAccessToken({ method: 'GET', target, authorization: value });
        expect(verified.ok).to.equal(false);
      }),
      { numRuns: 300 },
    );
  });
});
