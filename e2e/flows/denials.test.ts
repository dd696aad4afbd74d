import { TokenType } from '@cambio/oauth';
import { algNone, hs256WithPublicKey, tamper, tamperSignature, wrongKey } from '@cambio/testkit';
import { expect } from 'chai';
import { post } from '../shop/answer.ts';
import { exchangeForm, openShop, type Shop } from '../shop/shop.ts';

type Form = Readonly<Record<string, string | readonly string[] | undefined>>;

describe('bad input', () => {
  let shop: Shop;
  before(async () => {
    shop = await openShop({ issuerMembers: 'replay: once' });
  });
  after(() => shop.close());

  const now = () => Math.floor(Date.now() / 1000);

  describe('before the signature has verified: one answer, no reason, no decision', () => {
    const unauthentic: readonly [string, (genuine: string) => string | Promise<string>][] = [
      ['text that is no JWT', () => 'hello'],
      ['three parts that are no JWT', () => 'a.b.c'],
      ['alg none', (genuine) => algNone(genuine)],
      ['alg nOnE', (genuine) => algNone(genuine, {}, 'nOnE')],
      ['HS256 keyed with the public key', async (genuine) => hs256WithPublicKey(genuine, publicKey())],
      ['other claims under the signature', (genuine) => tamper(genuine, { repository_id: '1' })],
      ['a turned bit in the signature', tamperSignature],
      ['another key', (genuine) => wrongKey(genuine)],
      ['an issuer nobody declared', () => shop.subjectToken({ iss: 'https://evil.example' })],
      ['an issuer that differs by a slash', () => shop.subjectToken({ iss: `${shop.platform.issuer}/` })],
    ];
    const publicKey = () => {
      const key = shop.platform.keys().at(-1);
      if (key === undefined) throw new Error('the platform has no key');
      return key;
    };
    for (const [what, forge] of unauthentic) {
      it(`refuses ${what}`, async () => {
        const forged = await forge(await shop.subjectToken());
        const { status, failure } = await post(shop.gateway.issuer, exchangeForm(forged));
        expect({ status, failure }).to.deep.equal({
          status: 400,
          failure: { error: 'invalid_request', error_description: 'The subject token was not accepted.' },
        });
      });
    }
  });

  describe('of the request: refused before any token is read', () => {
    const malformed: readonly [string, Form, string][] = [
      ['no grant type', { grant_type: undefined }, 'invalid_request'],
      ['an unknown grant type', { grant_type: 'password' }, 'unsupported_grant_type'],
      ['no subject token', { subject_token: undefined }, 'invalid_request'],
      [
        'an unknown token type',
        { subject_token_type: 'urn:ietf:params:oauth:token-type:saml2' },
        'invalid_request',
      ],
      ['an actor token without a type', { actor_token: 'x' }, 'invalid_request'],
      ['a repeated parameter', { scope: ['deploy:read', 'deploy:write'] }, 'invalid_request'],
      ['two audiences', { audience: ['deployer', 'packages'] }, 'invalid_target'],
      ['a resource with a fragment', { resource: 'https://deployer.acme.example#a' }, 'invalid_target'],
      ['a scope with a quote', { scope: 'deploy:"read' }, 'invalid_scope'],
    ];
    for (const [what, form, error] of malformed) {
      it(`refuses ${what} with ${error}`, async () => {
        const { status, failure } = await post(
          shop.gateway.issuer,
          exchangeForm(await shop.subjectToken(), form),
        );
        expect(status).to.equal(400);
        expect(failure).to.have.all.keys('error', 'error_description');
        expect(failure?.error).to.equal(error);
      });
    }
  });

  describe('from an authentic subject: a reason and a decision id', () => {
    const denied: readonly [string, () => Promise<string>, Form, string, string][] = [
      [
        'a wrong audience',
        () => shop.subjectToken({ aud: 'https://other.example' }),
        {},
        'invalid_request',
        'wrong_audience',
      ],
      [
        'an expired token',
        () => shop.subjectToken({ iat: now() - 900, exp: now() - 600 }),
        {},
        'invalid_request',
        'token_expired',
      ],
      [
        'a token from the future',
        () => shop.subjectToken({ nbf: now() + 600 }),
        {},
        'invalid_request',
        'token_not_yet_valid',
      ],
      [
        'an old token',
        () => shop.subjectToken({ iat: now() - 86_400, nbf: now() - 86_400 }),
        {},
        'invalid_request',
        'token_too_old',
      ],
      [
        'an access token called an ID token',
        () => shop.subjectToken(),
        { subject_token_type: TokenType.accessToken },
        'invalid_request',
        'wrong_token_kind',
      ],
      [
        'an unknown target',
        () => shop.subjectToken(),
        { audience: 'https://nowhere.example' },
        'invalid_target',
        'unknown_target',
      ],
      [
        'another branch',
        () => shop.subjectToken({ ref: 'refs/heads/x' }),
        {},
        'invalid_target',
        'claim_mismatch',
      ],
      [
        'another repository',
        () => shop.subjectToken({ repository_id: '666' }),
        {},
        'invalid_target',
        'claim_mismatch',
      ],
      [
        'a scope that is not granted',
        () => shop.subjectToken(),
        { scope: 'deploy:read deploy:admin' },
        'invalid_scope',
        'scope_not_granted',
      ],
      [
        'a target that wants a bound token',
        () => shop.subjectToken(),
        { audience: 'packages' },
        'invalid_request',
        'binding_required',
      ],
    ];
    for (const [what, token, form, error, reason] of denied) {
      it(`refuses ${what} with ${error}, ${reason}`, async () => {
        const { status, failure } = await post(shop.gateway.issuer, exchangeForm(await token(), form));
        expect(status).to.equal(400);
        expect(failure).to.include({ error, reason });
        expect(failure?.decision_id).to.match(/^[0-9a-f-]{36}$/);
      });
    }

    it('refuses the same token twice under `replay: once`', async () => {
      const form = exchangeForm(await shop.subjectToken());
      expect((await post(shop.gateway.issuer, form)).status).to.equal(200);
      const { status, failure } = await post(shop.gateway.issuer, form);
      expect(status).to.equal(400);
      expect(failure).to.include({ error: 'invalid_request', reason: 'replayed' });
    });

    it('lets exactly one of many concurrent uses through', async () => {
      const form = exchangeForm(await shop.subjectToken());
      const answers = await Promise.all(Array.from({ length: 20 }, () => post(shop.gateway.issuer, form)));
      expect(answers.filter(({ status }) => status === 200)).to.have.length(1);
    });
  });

  it('never says what was sent, nor what would have been right', async () => {
    const canary = 'canary-7f3a';
    const answers = [
      await post(shop.gateway.issuer, exchangeForm(canary)),
      await post(shop.gateway.issuer, exchangeForm(await shop.subjectToken(), { audience: canary })),
      await post(shop.gateway.issuer, exchangeForm(await shop.subjectToken({ ref: canary }))),
      await post(shop.gateway.issuer, exchangeForm(await shop.subjectToken(), { scope: canary })),
    ];
    for (const { failure } of answers) {
      expect(JSON.stringify(failure)).not.to.contain(canary);
      expect(JSON.stringify(failure)).not.to.contain('refs/heads/main');
    }
  });

  describe('at the endpoint', () => {
    const token = (init: RequestInit) => fetch(`${shop.gateway.issuer}/token`, init);

    it('allows POST alone', async () => {
      const response = await token({ method: 'GET' });
      expect([response.status, response.headers.get('allow')]).to.deep.equal([405, 'POST']);
    });

    for (const type of ['application/json', 'multipart/form-data; boundary=x', 'text/plain']) {
      it(`refuses a body of ${type}`, async () => {
        const body = exchangeForm(await shop.subjectToken()).toString();
        const response = await token({ method: 'POST', body, headers: { 'content-type': type } });
        expect(response.status).to.equal(400);
        expect(await response.json()).to.include({ error: 'invalid_request' });
      });
    }

    it('accepts the form type in any case, with parameters', async () => {
      const body = exchangeForm(await shop.subjectToken()).toString();
      const headers = { 'content-type': 'Application/X-WWW-Form-Urlencoded; charset=UTF-8' };
      expect((await token({ method: 'POST', body, headers })).status).to.equal(200);
    });

    it('refuses a body over the limit', async () => {
      const { status, failure } = await post(shop.gateway.issuer, exchangeForm('x'.repeat(70_000)));
      expect([status, failure?.error]).to.deep.equal([413, 'invalid_request']);
    });

    it('knows no other path', async () => {
      const response = await fetch(`${shop.gateway.issuer}/nowhere`);
      expect([response.status, await response.json()]).to.deep.equal([404, { error: 'not_found' }]);
    });
  });
});
