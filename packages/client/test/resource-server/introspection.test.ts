import { ok, TokenType } from '@cambio/oauth';
import { expect } from 'chai';
import { createLocalJWKSet, jwtVerify } from 'jose';
import {
  bearerToken,
  type IntrospectionCredential,
  type IntrospectionOptions,
  privateKeyJwt,
  type TokenSource,
  variableSource,
} from '../../src/index.ts';
import { closeServers, type Reply } from '../server.ts';
import { AUDIENCE, NOW, serveIssuer, signingKey, type TestIssuer } from './issuer.ts';
import { bearing, outcomeOf, serverOf, testIo } from './under-test.ts';

const credential: IntrospectionCredential = async () => ok({ headers: {}, parameters: {} });

describe('introspection', () => {
  let issuer: TestIssuer;

  beforeEach(async () => {
    issuer = await serveIssuer();
  });

  afterEach(closeServers);

  function open(options: Partial<IntrospectionOptions> = {}) {
    const io = testIo();
    const server = serverOf(issuer, { introspection: { credential, ...options } }, io);
    return {
      io,
      server,
      outcomeFor: async (token: string) => outcomeOf(await server.verifyAccessToken(bearing(token))),
    };
  }

  it('asks the gateway for the token it was called with', async () => {
    const token = await issuer.issue();
    expect(await open().outcomeFor(token)).to.equal('verified');
    const [asked, ...more] = issuer.introspected();
    expect(more).to.deep.equal([]);
    expect(asked?.method).to.equal('POST');
    expect(asked?.headers.accept).to.equal('application/json');
    expect(asked?.form).to.deep.equal({ token, token_type_hint: 'access_token' });
  });

  it('IN-07 refuses what the gateway does not stand by any more', async () => {
    issuer.introspection = { body: { active: false } };
    expect(await open().outcomeFor(await issuer.issue())).to.equal('token_inactive');
  });

  it('IN-19 asks nothing about tokens that are no good by themselves', async () => {
    const { outcomeFor } = open();
    const thumbprint = 'A4DtL2JmUMhAsvJj5tKyn64SqzmuXbMrJa0n761y5v0';
    await outcomeFor('x');
    await outcomeFor(await issuer.issue({ claims: { aud: 'https://packages.example' } }));
    await outcomeFor(await issuer.issue({ claims: { cnf: { 'x5t#S256': thumbprint } } }));
    await outcomeFor(await issuer.issue({ key: await signingKey() }));
    expect(issuer.introspected()).to.deep.equal([]);
  });

  const answers: readonly (readonly [string, Reply])[] = [
    ['an error', { status: 500, body: { active: true } }],
    ['a refusal of our own credential', { status: 401, body: { error: 'invalid_client' } }],
    ['a redirect', { status: 302, headers: { location: '/elsewhere' }, body: { active: true } }],
    ['a page', { body: '<html>' }],
    ['no word on it', { body: {} }],
    ['active as text', { body: { active: 'true' } }],
  ];
  for (const [name, reply] of answers) {
    it(`refuses where the gateway answers ${name}, and asks again at once`, async () => {
      const { outcomeFor } = open();
      const token = await issuer.issue();
      issuer.introspection = reply;
      expect(await outcomeFor(token)).to.equal('introspection_unavailable');
      issuer.introspection = { body: { active: true } };
      expect(await outcomeFor(token)).to.equal('verified');
    });
  }

  it('refuses where the gateway is away, although its keys are at hand', async () => {
    const { outcomeFor, io } = open();
    const token = await issuer.issue();
    expect(await outcomeFor(token)).to.equal('verified');
    await issuer.close();
    io.time = NOW + 2;
    expect(await outcomeFor(token)).to.equal('introspection_unavailable');
  });

  it('refuses where the gateway offers none', async () => {
    issuer = await serveIssuer({ metadata: { introspection_endpoint: undefined } });
    expect(await open().outcomeFor(await issuer.issue())).to.equal('introspection_unavailable');
  });

  describe('keeps answers', () => {
    it('for two seconds', async () => {
      const { outcomeFor, io } = open();
      const token = await issuer.issue();
      await outcomeFor(token);
      issuer.introspection = { body: { active: false } };
      io.time = NOW + 1;
      expect(await outcomeFor(token)).to.equal('verified');
      expect(issuer.introspected()).to.have.length(1);
      io.time = NOW + 2;
      expect(await outcomeFor(token)).to.equal('token_inactive');
    });

    it('that refuse, too', async () => {
      const { outcomeFor } = open();
      issuer.introspection = { body: { active: false } };
      const token = await issuer.issue();
      expect([await outcomeFor(token), await outcomeFor(token)]).to.deep.equal([
        'token_inactive',
        'token_inactive',
      ]);
      expect(issuer.introspected()).to.have.length(1);
    });

    it('never beyond the expiry of the token', async () => {
      const { outcomeFor, io } = open({ lifetime: 5 });
      const token = await issuer.issue({ claims: { exp: NOW + 3 } });
      await outcomeFor(token);
      io.time = NOW + 2;
      await outcomeFor(token);
      expect(issuer.introspected()).to.have.length(1);
      io.time = NOW + 3;
      await outcomeFor(token);
      expect(issuer.introspected()).to.have.length(2);
    });

    it('for nobody where the lifetime is 0', async () => {
      const { outcomeFor } = open({ lifetime: 0 });
      const token = await issuer.issue();
      await outcomeFor(token);
      await outcomeFor(token);
      expect(issuer.introspected()).to.have.length(2);
    });

    it('of one token for that token alone', async () => {
      const { outcomeFor } = open();
      const [one, other] = [await issuer.issue(), await issuer.issue({ claims: { jti: 'token-2' } })];
      await outcomeFor(one);
      issuer.introspection = { body: { active: false } };
      expect([await outcomeFor(one), await outcomeFor(other)]).to.deep.equal(['verified', 'token_inactive']);
    });

    it('up to its capacity, the newest', async () => {
      const { outcomeFor } = open({ capacity: 2 });
      const jtis = ['a', 'b', 'c'];
      const tokens = await Promise.all(jtis.map((jti) => issuer.issue({ claims: { jti } })));
      for (const token of tokens) await outcomeFor(token);
      const [oldest = '', ...newest] = tokens;
      for (const token of newest) await outcomeFor(token);
      expect(issuer.introspected()).to.have.length(3);
      await outcomeFor(oldest);
      expect(issuer.introspected()).to.have.length(4);
    });

    it('for all that ask at once', async () => {
      const { outcomeFor } = open();
      const token = await issuer.issue();
      const all = await Promise.all(Array.from({ length: 20 }, () => outcomeFor(token)));
      expect(new Set(all)).to.deep.equal(new Set(['verified']));
      expect(issuer.introspected()).to.have.length(1);
    });

    it('for five seconds at most', () => {
      for (const lifetime of [6, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
        expect(() => open({ lifetime }), String(lifetime)).to.throw(TypeError);
      }
    });
  });

  describe('is asked for', () => {
    it('by a registered service, with an assertion for the issuer that serves once', async () => {
      const { algorithm, privateKey: key, publicJwk } = await signingKey();
      const keyId = String(publicJwk.kid);
      const own = privateKeyJwt({ clientId: 'deployer', key, algorithm, keyId });
      const { outcomeFor } = open({ credential: own, lifetime: 0 });
      const token = await issuer.issue();
      await outcomeFor(token);
      await outcomeFor(token);

      const keys = createLocalJWKSet({ keys: [publicJwk] });
      const verified = issuer.introspected().map(({ form }) => {
        const { client_assertion = '', ...rest } = form;
        expect(rest).to.deep.equal({
          token,
          token_type_hint: 'access_token',
          client_id: 'deployer',
          client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        });
        return jwtVerify(client_assertion, keys, {
          issuer: 'deployer',
          subject: 'deployer',
          audience: issuer.issuer,
          currentDate: new Date(NOW * 1000),
          maxTokenAge: 60,
          requiredClaims: ['exp', 'jti'],
        });
      });
      const ids = (await Promise.all(verified)).map(({ payload }) => payload.jti);
      expect(new Set(ids).size).to.equal(2);
    });

    it('by a service with a token for its own audience', async () => {
      const audiences: string[] = [];
      const source: TokenSource = {
        name: 'own',
        async token(audience) {
          audiences.push(audience);
          return ok({ token: 'own-token', tokenType: TokenType.accessToken });
        },
      };
      await open({ credential: bearerToken(source) }).outcomeFor(await issuer.issue());
      expect(audiences).to.deep.equal([AUDIENCE]);
      expect(issuer.introspected()[0]?.headers.authorization).to.equal('Bearer own-token');
    });

    it('by nobody who has no token', async () => {
      const none = bearerToken(variableSource('TOKEN', { env: {} }));
      expect(await open({ credential: none }).outcomeFor(await issuer.issue())).to.equal(
        'introspection_unavailable',
      );
      expect(issuer.introspected()).to.deep.equal([]);
    });
  });
});
