import { generateKeyPairSync } from 'node:crypto';
import type { RefusalReason } from '@cambio/claims';
import { TokenType } from '@cambio/oauth';
import {
  algNone,
  type Changes,
  embeddedKey,
  hs256WithPublicKey,
  signText,
  tamper,
  tamperHeader,
  tamperSignature,
  wrongKey,
} from '@cambio/testkit';
import { expect } from 'chai';
import fc from 'fast-check';
import { CompactSign } from 'jose';
import { createKeyStore, createVerifier, type DeclaredIssuer } from '../src/index.ts';
import {
  AUDIENCE,
  claims,
  declare,
  ISSUER,
  KEY,
  NOW,
  profile,
  refusal,
  token,
  verifierOf,
} from './fixture.ts';
import { jwkOf } from './jwk.ts';

describe('verifier', () => {
  it('hands on who the token speaks for, and what names it', async () => {
    const compact = await token();
    const result = await verifierOf(declare()).verify(compact, TokenType.jwt, NOW);
    if (!result.ok) expect.fail(result.error.detail);
    expect(result.value.identity).to.deep.include({ issuer: 'acme', claims: claims() });
    expect(result.value.identity.workload.key).to.contain('job-7');
    expect(result.value).to.include({ replay: 'allow', expiresAt: NOW + 300, clockSkew: 30 });
    expect(result.value.replayId).to.equal('27:https://issuer.acme.example:jti:token-1');
    expect(result.value.digest).to.match(/^[0-9a-f]{64}$/);
  });

  it('checks signatures on the pool where it is told to', async () => {
    const issuers = new Map([['acme', declare()]]);
    const keys = createKeyStore({ clock: () => NOW * 1000 });
    const verifier = createVerifier({ issuers: () => issuers, keys, pooled: true });
    expect((await verifier.verify(await token(), TokenType.jwt, NOW)).ok).to.equal(true);
    const forged = await verifier.verify(tamper(await token(), { sub: 'x' }), TokenType.jwt, NOW);
    expect(forged.ok ? undefined : forged.error.reason).to.equal('invalid_signature');
  });

  describe('refuses, before it is known whose token it is:', () => {
    const table: readonly (readonly [
      string,
      RefusalReason,
      () => Promise<string> | string,
      Partial<DeclaredIssuer>?,
    ])[] = [
      ['too long a token', 'token_too_large', () => token({ padding: 'x'.repeat(16_384) })],
      ['two parts', 'malformed_token', async () => (await token()).split('.').slice(1).join('.')],
      ['a payload that is no JSON', 'malformed_token', () => signText('{', KEY)],
      ['a claim twice', 'duplicate_member', () => signText(`{"iss":"${ISSUER}","sub":"a","sub":"b"}`, KEY)],
      [
        'too much nesting',
        'nesting_too_deep',
        () => signText(`${'{"a":'.repeat(17)}1${'}'.repeat(17)}`, KEY),
      ],
      ['a number no double holds', 'imprecise_number', () => signText('{"exp":9223372036854775807}', KEY)],
      ['a critical header', 'critical_header', async () => tamperHeader(await token(), { crit: ['exp'] })],
      ['b64', 'critical_header', async () => tamperHeader(await token(), { b64: false })],
      ['alg none', 'malformed_token', async () => algNone(await token())],
      [
        'alg none with a signature',
        'unsupported_algorithm',
        async () => tamperHeader(await token(), { alg: 'none' }),
      ],
      ['alg nOnE', 'unsupported_algorithm', async () => tamperHeader(await token(), { alg: 'nOnE' })],
      [
        'the public key as a secret',
        'unsupported_algorithm',
        async () => hs256WithPublicKey(await token(), KEY.publicJwk),
      ],
      [
        'an alg the issuer does not list',
        'unsupported_algorithm',
        async () => tamperHeader(await token(), { alg: 'PS256' }),
      ],
      [
        'an alg of another key type',
        'unknown_key',
        async () => tamperHeader(await token(), { alg: 'ES256' }),
        { algorithms: ['RS256', 'ES256'] },
      ],
      [
        'the alg of another scheme under one key',
        'unknown_key',
        async () => tamperHeader(await token(), { alg: 'PS256' }),
        { algorithms: ['RS256', 'PS256'] },
      ],
      ['an issuer nobody declared', 'unknown_issuer', () => token({ iss: 'https://other.example' })],
      ['no issuer', 'unknown_issuer', () => token({ iss: undefined })],
      ['an issuer that is no text', 'unknown_issuer', () => token({ iss: [ISSUER] })],
      ['the issuer with a slash', 'unknown_issuer', () => token({ iss: `${ISSUER}/` })],
      ['the issuer in upper case', 'unknown_issuer', () => token({ iss: 'https://ISSUER.acme.example' })],
      ['the issuer with its port', 'unknown_issuer', () => token({ iss: `${ISSUER}:443` })],
      ['the issuer percent-encoded', 'unknown_issuer', () => token({ iss: 'https://issuer%2eacme.example' })],
      ['the issuer as an id', 'unknown_issuer', () => token({ iss: 'acme' })],
      ['an issuer that is switched off', 'issuer_disabled', () => token(), { enabled: false }],
      ['a DPoP proof', 'unsupported_type', () => token({}, { typ: 'dpop+jwt' })],
      ['a security event', 'unsupported_type', () => token({}, { typ: 'secevent+jwt' })],
      ['a logout token', 'unsupported_type', () => token({}, { typ: 'application/logout+jwt' })],
      [
        'an issuer without keys',
        'keys_unavailable',
        () => token(),
        { keys: { kind: 'jwksFile', path: '/nowhere' } },
      ],
      ['a key the issuer does not have', 'unknown_key', () => token({}, { kid: 'other' })],
      ['a kid that looks like a path', 'unknown_key', () => token({}, { kid: '../../dev/null' })],
      ['a kid that looks like SQL', 'unknown_key', () => token({}, { kid: "' OR 1=1--" })],
      ['a kid that everything has', 'unknown_key', () => token({}, { kid: 'constructor' })],
      ['changed claims', 'invalid_signature', async () => tamper(await token(), { sub: 'other' })],
      ['a changed header', 'invalid_signature', async () => tamperHeader(await token(), { x: 1 })],
      ['a changed signature', 'invalid_signature', async () => tamperSignature(await token())],
      ["a stranger's key under the issuer's kid", 'invalid_signature', async () => wrongKey(await token())],
      ["a stranger's key carried along", 'unknown_key', async () => embeddedKey(await token())],
    ];
    for (const [what, reason, make, changes] of table) {
      it(`${what}: ${reason}`, async () => {
        const refused = await refusal(await make(), declare(changes));
        expect(refused?.reason).to.equal(reason);
        expect(refused?.authentic).to.equal(undefined);
      });
    }
  });

  describe('refuses, and says about whom:', () => {
    const table: readonly (readonly [string, RefusalReason, Changes, Partial<DeclaredIssuer>?])[] = [
      ['no audience', 'claim_missing', { aud: undefined }],
      ['another audience', 'wrong_audience', { aud: 'https://other.example' }],
      ['a second audience', 'wrong_audience', { aud: [AUDIENCE, 'https://other.example'] }],
      ['an audience that is no text', 'claim_malformed', { aud: 7 }],
      ['no end', 'claim_missing', { exp: undefined }],
      ['an end that is text', 'claim_malformed', { exp: '9999999999' }],
      ['its end', 'token_expired', { iat: NOW - 300, exp: NOW - 30 }],
      ['a beginning ahead', 'token_not_yet_valid', { nbf: NOW + 31 }],
      ['too long a life', 'token_lifetime_too_long', { exp: NOW + 3601 }],
      ['its age', 'token_too_old', { iat: NOW - 91 }, { maxAge: 60 }],
      ['a jti that is no text', 'claim_malformed', { jti: 7 }],
      ['a subject that is no text', 'claim_malformed', { sub: 7 }],
      ['a claim its platform always sends', 'claim_missing', { sub: undefined }],
      ['a binding nobody has proved', 'wrong_token_kind', { cnf: { jkt: 'x' } }],
    ];
    for (const [what, reason, changed, changes] of table) {
      it(`${what}: ${reason}`, async () => {
        const refused = await refusal(await token(changed), declare(changes));
        expect(refused?.reason).to.equal(reason);
        expect(refused?.authentic?.identity.issuer).to.equal('acme');
        expect(refused?.authentic?.digest).to.match(/^[0-9a-f]{64}$/);
      });
    }
  });

  it('takes a token only as what it was announced as', async () => {
    const accessToken = await token({}, { typ: 'at+jwt' });
    expect(await refusal(accessToken, declare(), TokenType.accessToken)).to.equal(undefined);
    expect((await refusal(accessToken, declare(), TokenType.idToken))?.reason).to.equal('wrong_token_kind');
    expect((await refusal(await token(), declare(), TokenType.accessToken))?.reason).to.equal(
      'wrong_token_kind',
    );
    expect(await refusal(await token(), declare(), TokenType.idToken)).to.equal(undefined);
  });

  it('never quotes the token in what it says', async () => {
    const canary = 'canary-5f1c2d9e';
    const tokens = [
      await token({ iss: canary }),
      await token({ aud: canary }),
      await token({ jti: [canary] }),
      await token({}, { kid: canary }),
      await token({}, { typ: canary }),
      tamperHeader(await token(), { alg: canary }),
      tamper(await token(), { sub: canary }),
    ];
    for (const compact of tokens) {
      const refused = await refusal(compact);
      expect(refused?.detail).to.be.a('string').that.does.not.contain(canary);
    }
  });

  it('verifies nothing that the issuer did not sign, whatever the bytes', async () => {
    const genuine = await token();
    const verifier = verifierOf(declare());
    const mutated = fc
      .tuple(fc.nat(genuine.length - 1), fc.nat(3), fc.string({ unit: 'binary', maxLength: 4 }))
      .map(([at, cut, text]) => genuine.slice(0, at) + text + genuine.slice(at + cut));
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string({ unit: 'binary' }), mutated), async (text) => {
        const result = await verifier.verify(text, TokenType.jwt, NOW);
        expect(result.ok).to.equal(text === genuine);
      }),
      { numRuns: 1000 },
    );
  });

  describe('names a token for replay defence', () => {
    async function replayIdOf(compact: string, issuer: DeclaredIssuer = declare()): Promise<string> {
      const result = await verifierOf(issuer).verify(compact, TokenType.jwt, NOW);
      return result.ok ? result.value.replayId : expect.fail(result.error.detail);
    }

    it('by its jti, whatever else is in it', async () => {
      expect(await replayIdOf(await token())).to.equal(await replayIdOf(await token({ sub: 'other' })));
      expect(await replayIdOf(await token())).to.not.equal(await replayIdOf(await token({ jti: 'token-2' })));
    });

    for (const jti of [undefined, ''] as const) {
      it(`by what was signed where jti is ${jti === '' ? 'empty' : 'missing'}`, async () => {
        const id = await replayIdOf(await token({ jti }));
        expect(id).to.match(/^27:https:\/\/issuer\.acme\.example:sha256:[0-9a-f]{64}$/);
        expect(await replayIdOf(await token({ jti, sub: 'other' }))).to.not.equal(id);
      });
    }

    it('not by its signature, of which ECDSA lets anybody make a second', async () => {
      const order = BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551');
      const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const issuer = declare({ algorithms: ['ES256'], keys: { kind: 'jwks', keys: [jwkOf(publicKey)] } });
      const first = await new CompactSign(Buffer.from(JSON.stringify(claims({ jti: undefined }))))
        .setProtectedHeader({ alg: 'ES256' })
        .sign(privateKey);
      const [header, payload, signature = ''] = first.split('.');
      const raw = Buffer.from(signature, 'base64url');
      const s = order - BigInt(`0x${raw.toString('hex', 32)}`);
      const twin = Buffer.concat([raw.subarray(0, 32), Buffer.from(s.toString(16).padStart(64, '0'), 'hex')]);
      const second = `${header}.${payload}.${twin.toString('base64url')}`;
      expect(second).to.not.equal(first);
      expect(await replayIdOf(second, issuer)).to.equal(await replayIdOf(first, issuer));
    });
  });

  describe('where issuers share something', () => {
    const other = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const otherJwk = jwkOf(other.publicKey, { kid: 'key-1' });

    it('does not let one use the keys of the other', async () => {
      const mine = declare({ id: 'mine' });
      const theirs = declare({
        id: 'theirs',
        url: 'https://theirs.example',
        keys: { kind: 'jwks', keys: [otherJwk] },
      });
      const compact = await token({ iss: 'https://theirs.example' });
      const result = await verifierOf(mine, theirs).verify(compact, TokenType.jwt, NOW);
      expect(result.ok ? undefined : result.error.reason).to.equal('invalid_signature');
    });

    it('lets the key decide between two of one URL, and judges by that document alone', async () => {
      const strict = declare({ id: 'a', keys: { kind: 'jwks', keys: [otherJwk] }, audiences: ['nobody'] });
      const lax = declare({ id: 'b' });
      const result = await verifierOf(strict, lax).verify(await token(), TokenType.jwt, NOW);
      expect(result.ok && result.value.identity.issuer).to.equal('b');
      const refused = await verifierOf(lax, { ...strict, keys: lax.keys }).verify(
        await token(),
        TokenType.jwt,
        NOW,
      );
      expect(refused.ok ? undefined : refused.error.reason, 'the first by id').to.equal('wrong_audience');
      expect(refused.ok ? undefined : refused.error.authentic?.identity.issuer).to.equal('a');
    });

    it('says that keys are missing rather than that nobody signed', async () => {
      const lost = declare({ id: 'a', keys: { kind: 'jwksFile', path: '/nowhere' } });
      const result = await verifierOf(
        lost,
        declare({ id: 'b', keys: { kind: 'jwks', keys: [otherJwk] } }),
      ).verify(await token(), TokenType.jwt, NOW);
      expect(result.ok ? undefined : result.error.reason).to.equal('keys_unavailable');
    });

    it('keeps the algorithms of one from the other', async () => {
      const one = declare({ id: 'one', algorithms: ['PS256'] });
      const two = declare({ id: 'two', url: 'https://two.example' });
      const verifier = verifierOf(one, two);
      const refused = await verifier.verify(await token(), TokenType.jwt, NOW);
      expect(refused.ok ? undefined : refused.error.reason).to.equal('unsupported_algorithm');
      const accepted = await verifier.verify(await token({ iss: 'https://two.example' }), TokenType.jwt, NOW);
      expect(accepted.ok).to.equal(true);
    });
  });

  describe('of JWT-SVIDs', () => {
    const svid: Changes = {
      iss: undefined,
      iat: undefined,
      jti: undefined,
      sub: 'spiffe://prod.acme.example/ns/payments/sa/deployer',
    };

    function domain(name: string, changes: Partial<DeclaredIssuer> = {}): DeclaredIssuer {
      return declare({
        id: name.replaceAll('.', '-'),
        url: `spiffe://${name}`,
        profile: profile('spiffe'),
        keys: { kind: 'jwks', keys: [{ ...KEY.publicJwk, use: 'jwt-svid' }] },
        ...changes,
      });
    }

    const prod = domain('prod.acme.example');

    it('finds the issuer by the trust domain of the subject', async () => {
      const result = await verifierOf(domain('other.example'), prod).verify(
        await token(svid),
        TokenType.jwt,
        NOW,
      );
      expect(result.ok && result.value.identity.issuer).to.equal('prod-acme-example');
    });

    it('does so whatever iss says, unless that is a declared issuer', async () => {
      const compact = await token({ ...svid, iss: 'https://spire.acme.example' });
      expect(await refusal(compact, prod)).to.equal(undefined);
      const oidc = declare({ id: 'a', url: 'https://spire.acme.example' });
      const result = await verifierOf(oidc, prod).verify(compact, TokenType.jwt, NOW);
      expect(result.ok ? result.value.identity.issuer : result.error.authentic?.identity.issuer).to.equal(
        'a',
      );
    });

    const refused: readonly (readonly [string, RefusalReason, Changes])[] = [
      ['another trust domain', 'unknown_issuer', { sub: 'spiffe://dev.acme.example/x' }],
      ['the trust domain in upper case', 'unknown_issuer', { sub: 'spiffe://PROD.acme.example/x' }],
      ['no SPIFFE ID', 'unknown_issuer', { sub: 'https://prod.acme.example/x' }],
      ['no subject', 'unknown_issuer', { sub: undefined }],
      ['a SPIFFE ID with dots for a path', 'unknown_issuer', { sub: 'spiffe://prod.acme.example/../x' }],
      [
        'another trust domain than iss',
        'claim_malformed',
        { iss: 'spiffe://prod.acme.example', sub: 'spiffe://dev.acme.example/x' },
      ],
      ['no subject beside iss', 'claim_missing', { iss: 'spiffe://prod.acme.example', sub: undefined }],
      ['text for a subject beside iss', 'claim_malformed', { iss: 'spiffe://prod.acme.example', sub: 'x' }],
      ['several audiences', 'wrong_audience', { aud: [AUDIENCE, 'other'] }],
      ['no end', 'claim_missing', { exp: undefined }],
    ];
    for (const [what, reason, changes] of refused) {
      it(`refuses ${what}`, async () => {
        expect((await refusal(await token({ ...svid, ...changes }), prod))?.reason).to.equal(reason);
      });
    }

    it("refuses an SVID of one domain signed with another's key", async () => {
      const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
      const jwk = jwkOf(publicKey, { kid: 'key-1', use: 'jwt-svid' });
      const dev = domain('dev.acme.example', { keys: { kind: 'jwks', keys: [jwk] } });
      const forged = await token({ ...svid, sub: 'spiffe://dev.acme.example/x' });
      const result = await verifierOf(prod, dev).verify(forged, TokenType.jwt, NOW);
      expect(result.ok ? undefined : result.error.reason).to.equal('invalid_signature');
    });

    for (const typ of ['at+jwt', 'wit+jwt', 'dpop+jwt']) {
      it(`refuses typ ${typ}`, async () => {
        expect((await refusal(await token(svid, { typ }), prod))?.reason).to.equal('unsupported_type');
      });
    }

    for (const typ of ['JWT', 'JOSE', undefined]) {
      it(`accepts typ ${typ}`, async () =>
        expect(await refusal(await token(svid, { typ }), prod)).to.equal(undefined));
    }
  });
});
