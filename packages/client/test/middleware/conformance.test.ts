import { X509Certificate } from 'node:crypto';
import {
  certificateThumbprint,
  createDpopKey,
  createNonces,
  type DpopKey,
  makeDpopProof,
  PROOF_ALGORITHMS,
} from '@cambio/binding';
import { createResourceServer, type DpopOptions, type ResourceServerOptions } from '@cambio/client';
import { expect } from 'chai';
import {
  AUDIENCE,
  NOW,
  serveIssuer,
  signingKey,
  type TestIssuer,
  type TokenChanges,
} from '../resource-server/issuer.ts';
import { PUBLIC_URL, proofBy } from '../resource-server/proof.ts';
import { closeServers } from '../server.ts';
import { type Answer, type Call, call } from './call.ts';
import { CLIENT, RENEWED_CLIENT } from './certificates.ts';
import { SERVICES, type Service, type ServiceChoice } from './services.ts';

const RESOURCE_METADATA = 'https://deployer.example/.well-known/oauth-protected-resource/api';
const ALGS = PROOF_ALGORITHMS.join(' ');

/** `dpop: false`: proofs are not checked. */
type ServeOptions = Partial<Omit<ResourceServerOptions, 'dpop'>> & { readonly dpop?: DpopOptions | false };

const FORM = ['content-type', 'application/x-www-form-urlencoded'];

async function thumbprintOf(certificate: string): Promise<string> {
  return certificateThumbprint(Uint8Array.from(new X509Certificate(certificate).raw));
}

for (const [framework, start] of Object.entries(SERVICES)) {
  describe(`a ${framework} service`, () => {
    let issuer: TestIssuer;
    let key: DpopKey;
    let open: Service[];

    beforeEach(async () => {
      issuer = await serveIssuer();
      key = await createDpopKey();
      open = [];
    });

    afterEach(async () => {
      await Promise.all(open.map((service) => service.close()));
      await closeServers();
    });

    async function serve(
      { dpop = { publicUrl: PUBLIC_URL }, ...options }: ServeOptions = {},
      choice: Partial<ServiceChoice> = {},
    ): Promise<Service> {
      const server = createResourceServer(
        { issuer: issuer.issuer, audience: AUDIENCE, ...(dpop && { dpop }), ...options },
        { fetch, now: () => NOW },
      );
      const service = await start({ server, ...choice });
      open.push(service);
      return service;
    }

    async function ask(headers: readonly string[], more: Partial<Call> = {}): Promise<Answer> {
      const service = await serve();
      return call(service.url, { headers, ...more });
    }

    async function withToken(changes: TokenChanges = {}): Promise<Answer> {
      return ask(['authorization', `Bearer ${await issuer.issue(changes)}`]);
    }

    function boundToken(claims: Readonly<Record<string, unknown>> = {}): Promise<string> {
      return issuer.issue({ claims: { cnf: { jkt: key.thumbprint }, ...claims } });
    }

    function challengeOf({ headers }: Answer): string {
      return String(headers['www-authenticate']);
    }

    function expectRefusal(answer: Answer, status: number, error: string): void {
      expect(answer.status).to.equal(status);
      expect(challengeOf(answer)).to.match(new RegExp(`(Bearer|DPoP) error="${error}"`));
      expect(answer.headers['cache-control']).to.equal('no-store');
    }

    function expectNoError(answer: Answer): void {
      expect(answer.status).to.equal(401);
      expect(challengeOf(answer)).to.equal(`Bearer, DPoP algs="${ALGS}"`);
    }

    it('OA-25 takes a token from the header, and learns who calls', async () => {
      const answer = await withToken();
      expect(answer.status).to.equal(200);
      expect(JSON.parse(answer.body)).to.deep.equal({
        subject: 'repo/123456',
        scopes: ['deploy:read', 'deploy:write'],
      });
    });

    it('OA-25 SB-07 takes none from the query or from a form', async () => {
      const token = await issuer.issue();
      expectNoError(await ask([], { target: `/deploy?access_token=${token}` }));
      expectNoError(await ask(FORM, { method: 'POST', body: `access_token=${token}` }));
    });

    it('OA-25 takes none that is in two places', async () => {
      const token = await issuer.issue();
      const bearer = ['authorization', `Bearer ${token}`];
      const twice: readonly [readonly string[], Partial<Call>][] = [
        [bearer, { target: `/deploy?a=b&access_token=${token}` }],
        [[...bearer, ...FORM], { method: 'POST', body: `access_token=${token}` }],
        [[...bearer, ...bearer], {}],
        [[...bearer, 'authorization', `DPoP ${token}`], {}],
      ];
      for (const [headers, more] of twice) {
        const answer = await ask(headers, more);
        expectRefusal(answer, 400, 'invalid_request');
      }
    });

    it('OA-25 takes no header that is not one token', async () => {
      for (const value of ['Bearer', 'Bearer a b', 'Bearer a,b', 'DPoP "a"']) {
        expectRefusal(await ask(['authorization', value]), 400, 'invalid_request');
      }
    });

    it('OA-26 tells a request without credentials no error', async () => {
      expectNoError(await ask([]));
      expectNoError(await ask(['authorization', 'Basic YTpi']));
    });

    it('PR-04 tells where its metadata stands', async () => {
      const service = await serve({ resourceMetadata: RESOURCE_METADATA });
      const answer = await call(service.url, {});
      expect(answer.status).to.equal(401);
      expect(challengeOf(answer)).to.equal(
        `Bearer resource_metadata="${RESOURCE_METADATA}", ` +
          `DPoP algs="${ALGS}", resource_metadata="${RESOURCE_METADATA}"`,
      );
    });

    it('PR-07 tells which scopes a request needs', async () => {
      const demands = { scopes: ['deploy:write', 'deploy:prod'] };
      const service = await serve({ resourceMetadata: RESOURCE_METADATA, dpop: false }, { demands });
      const token = await issuer.issue();
      const answer = await call(service.url, { headers: ['authorization', `Bearer ${token}`] });
      expect(answer.status).to.equal(403);
      expect(challengeOf(answer)).to.equal(
        'Bearer error="insufficient_scope", ' +
          'error_description="The access token does not cover this request.", ' +
          `scope="deploy:write deploy:prod", resource_metadata="${RESOURCE_METADATA}"`,
      );
      const granted = await issuer.issue({ claims: { scope: 'deploy:prod deploy:write' } });
      const served = await call(service.url, { headers: ['authorization', `Bearer ${granted}`] });
      expect(served.status).to.equal(200);
    });

    for (const typ of ['at+jwt', 'application/at+jwt', 'AT+JWT', 'Application/AT+JWT']) {
      it(`AT-08 takes a token of type ${typ}`, async () => {
        expect((await withToken({ header: { typ } })).status).to.equal(200);
      });
    }

    for (const typ of ['JWT', undefined, 'jwt', 'at+jwt ', 'xat+jwt', 'text/at+jwt', 1]) {
      it(`AT-08 takes no token of type ${JSON.stringify(typ)}`, async () => {
        expectRefusal(await withToken({ header: { typ } }), 401, 'invalid_token');
      });
    }

    const wrong: readonly (readonly [string, TokenChanges])[] = [
      ['AT-09 of another issuer', { claims: { iss: 'https://tokens.example' } }],
      ['AT-09 of the issuer spelt otherwise', { claims: { iss: 'http://127.0.0.1/sts/' } }],
      ['AT-09 for another audience', { claims: { aud: 'https://packages.example' } }],
      ['AT-09 for no audience', { claims: { aud: undefined } }],
      ['AT-09 that has expired', { claims: { exp: NOW - 31 } }],
      ['AT-09 that never expires', { claims: { exp: undefined } }],
      ['AT-09 that was made in the future', { claims: { iat: NOW + 31 } }],
      ['AT-09 that is not valid yet', { claims: { nbf: NOW + 31 } }],
      ['AT-09 that is an ID token', { header: { typ: 'JWT' }, claims: { client_id: undefined, nonce: 'n' } }],
      [
        'AT-09 that is an introspection answer',
        { header: { typ: 'token-introspection+jwt' }, claims: { token_introspection: { active: true } } },
      ],
      ['AT-10 for another target of the gateway', { claims: { aud: 'https://admin.example' } }],
      ['AT-10 for several targets', { claims: { aud: [AUDIENCE, 'https://packages.example'] } }],
      ['AT-10 for the target in other letters', { claims: { aud: AUDIENCE.toUpperCase() } }],
      ['AT-10 for a part of the target', { claims: { aud: `${AUDIENCE}/` } }],
    ];
    for (const [name, changes] of wrong) {
      it(`takes no token ${name}`, async () => {
        expectRefusal(await withToken(changes), 401, 'invalid_token');
      });
    }

    it('AT-09 takes no upstream token, nor any that somebody else signed', async () => {
      const upstream = await serveIssuer({ path: '' });
      const token = await upstream.issue();
      expectRefusal(await ask(['authorization', `Bearer ${token}`]), 401, 'invalid_token');
      const [own] = issuer.keys;
      const stranger = await signingKey();
      const kid = own?.publicJwk.kid;
      expectRefusal(await withToken({ key: stranger, header: { kid } }), 401, 'invalid_token');
    });

    describe('and DPoP', () => {
      async function withProof(
        token: string,
        proof: string,
        more: Partial<Call> = {},
        options: ServeOptions = {},
      ): Promise<Answer> {
        const service = await serve(options);
        return call(service.url, { headers: ['authorization', `DPoP ${token}`, 'dpop', proof], ...more });
      }

      it('DP-13 takes a bound token with a proof for it', async () => {
        const token = await boundToken();
        const answer = await withProof(token, await proofBy(key, token));
        expect(answer.status).to.equal(200);
      });

      it('DP-13 knows no case in the scheme', async () => {
        const token = await boundToken();
        const proof = await proofBy(key, token);
        const answer = await ask(['authorization', `dPoP  ${token}`, 'dpop', proof]);
        expect(answer.status).to.equal(200);
      });

      it('DP-14 takes no proof for another token, nor for none', async () => {
        const token = await boundToken();
        const other = await boundToken({ jti: 'token-2' });
        const { accessToken: _, ...unnamed } = { accessToken: '', key, method: 'GET', now: NOW, jti: 'a' };
        const proofs = [
          await proofBy(key, other),
          await makeDpopProof({ ...unnamed, url: `${PUBLIC_URL}/deploy` }),
        ];
        for (const proof of proofs) expectRefusal(await withProof(token, proof), 401, 'invalid_dpop_proof');
      });

      it('DP-14 takes no proof by another key than the token is bound to', async () => {
        const token = await boundToken();
        const proof = await proofBy(await createDpopKey(), token);
        expectRefusal(await withProof(token, proof), 401, 'invalid_dpop_proof');
      });

      it('DP-14 takes no bound token without a proof', async () => {
        const token = await boundToken();
        expectRefusal(await ask(['authorization', `DPoP ${token}`]), 401, 'invalid_dpop_proof');
      });

      it('DP-15 takes no bound token as Bearer, with or without a proof', async () => {
        const token = await boundToken();
        const bearer = ['authorization', `Bearer ${token}`];
        expectRefusal(await ask(bearer), 401, 'invalid_token');
        const proof = await proofBy(key, token);
        expectRefusal(await ask([...bearer, 'dpop', proof]), 401, 'invalid_token');
      });

      it('DP-15 takes no token that is bound in a way it does not know', async () => {
        const thumbprint = 'A4DtL2JmUMhAsvJj5tKyn64SqzmuXbMrJa0n761y5v0';
        const unknown = [
          {},
          { jwk: {} },
          { jkt: 1 },
          { jkt: key.thumbprint, 'x5t#S256': thumbprint },
          { jkt: key.thumbprint, kid: 'a' },
          null,
          'jkt',
        ];
        for (const cnf of unknown) {
          const token = await issuer.issue({ claims: { cnf } });
          expectRefusal(await ask(['authorization', `Bearer ${token}`]), 401, 'invalid_token');
          expectRefusal(await withProof(token, await proofBy(key, token)), 401, 'invalid_token');
        }
      });

      it('DP-16 takes no unbound token as DPoP', async () => {
        const token = await issuer.issue();
        expectRefusal(await withProof(token, await proofBy(key, token)), 401, 'invalid_token');
        expectRefusal(await ask(['authorization', `DPoP ${token}`]), 401, 'invalid_token');
      });

      it('DP-16 takes no token bound to a certificate as DPoP', async () => {
        const cnf = { 'x5t#S256': await thumbprintOf(CLIENT.cert) };
        const token = await issuer.issue({ claims: { cnf } });
        expectRefusal(await withProof(token, await proofBy(key, token)), 401, 'invalid_token');
      });

      it('DP-17 tells the error to the scheme that was used, and the algorithms of proofs', async () => {
        const token = await boundToken();
        const answer = await withProof(token, 'x');
        expect(challengeOf(answer)).to.equal(
          'Bearer, DPoP error="invalid_dpop_proof", ' +
            `error_description="The DPoP proof was not accepted.", algs="${ALGS}"`,
        );
        const downgraded = await ask(['authorization', `Bearer ${token}`]);
        expect(challengeOf(downgraded)).to.equal(
          'Bearer error="invalid_token", ' +
            `error_description="The access token was not accepted.", DPoP algs="${ALGS}"`,
        );
      });

      it('DP-02 takes no two proofs', async () => {
        const token = await boundToken();
        const [one, other] = [await proofBy(key, token), await proofBy(key, token)];
        const twice = ['authorization', `DPoP ${token}`, 'dpop', one, 'dpop', other];
        expectRefusal(await ask(twice), 401, 'invalid_dpop_proof');
        expectRefusal(await withProof(token, `${one},${other}`), 401, 'invalid_dpop_proof');
      });

      it('DP-05 takes no proof for another method', async () => {
        const token = await boundToken();
        for (const method of ['get', 'POST']) {
          const proof = await proofBy(key, token, { method });
          expectRefusal(await withProof(token, proof), 401, 'invalid_dpop_proof');
        }
      });

      it('DP-06 takes a proof for its URL however it is written, query aside', async () => {
        const token = await boundToken();
        const urls = ['https://DEPLOYER.example:443/api/deploy', `${PUBLIC_URL}/x/../deplo%79?c=d#e`];
        for (const url of urls) {
          const proof = await proofBy(key, token, { url });
          const answer = await withProof(token, proof, { target: '/deploy?a=b' });
          expect(answer.status, url).to.equal(200);
        }
      });

      it('DP-06 takes no proof for another URL', async () => {
        const token = await boundToken();
        const urls = [
          'http://deployer.example/api/deploy',
          'https://deployer.example:8443/api/deploy',
          'https://packages.example/api/deploy',
          'https://deployer.example/deploy',
          `${PUBLIC_URL}/deploy/`,
          `${PUBLIC_URL}/Deploy`,
          PUBLIC_URL,
        ];
        for (const url of urls) {
          const proof = await proofBy(key, token, { url });
          expectRefusal(await withProof(token, proof), 401, 'invalid_dpop_proof');
        }
      });

      it('DP-07 goes by its configured URL, whatever a request says', async () => {
        const token = await boundToken();
        const service = await serve();
        const lies = ['forwarded', 'host=evil.example;proto=https', 'x-forwarded-host', 'evil.example'];
        const said = [service.url, 'https://evil.example', 'https://evil.example/api'];
        for (const base of said) {
          const proof = await proofBy(key, token, { url: `${base}/deploy` });
          const headers = ['authorization', `DPoP ${token}`, 'dpop', proof, ...lies];
          expectRefusal(await call(service.url, { headers }), 401, 'invalid_dpop_proof');
        }
      });

      it('DP-08 takes no proof that is old or from the future', async () => {
        const token = await boundToken();
        for (const now of [NOW - 3600, NOW - 61, NOW + 61, NOW + 3600]) {
          const proof = await proofBy(key, token, { now });
          expectRefusal(await withProof(token, proof), 401, 'invalid_dpop_proof');
        }
      });

      it('DP-09 takes no proof twice', async () => {
        const token = await boundToken();
        const headers = ['authorization', `DPoP ${token}`, 'dpop', await proofBy(key, token)];
        const service = await serve();
        expect((await call(service.url, { headers })).status).to.equal(200);
        expectRefusal(await call(service.url, { headers }), 401, 'invalid_dpop_proof');
      });

      it('DP-12 demands its nonce, hands it out, and takes the proof that has it', async () => {
        const nonces = createNonces({ secret: new Uint8Array(32), now: () => NOW });
        const dpop = { publicUrl: PUBLIC_URL, nonces };
        const token = await boundToken();
        const demanded = await withProof(token, await proofBy(key, token), {}, { dpop });
        expectRefusal(demanded, 401, 'use_dpop_nonce');
        expect(challengeOf(demanded)).to.match(/^Bearer, DPoP error="use_dpop_nonce"/);
        const nonce = String(demanded.headers['dpop-nonce']);
        const answer = await withProof(token, await proofBy(key, token, { nonce }), {}, { dpop });
        expect(answer.status).to.equal(200);
        expect(answer.headers['dpop-nonce']).to.equal(await nonces.current());
      });

      it('DP-12 takes no nonce that is old or not its own', async () => {
        const nonces = createNonces({ secret: new Uint8Array(32), now: () => NOW });
        const token = await boundToken();
        const old = createNonces({ secret: new Uint8Array(32), now: () => NOW - 3600 });
        const foreign = createNonces({ secret: new Uint8Array(32).fill(1), now: () => NOW });
        for (const nonce of [await old.current(), await foreign.current(), 'guessed']) {
          const proof = await proofBy(key, token, { nonce });
          const dpop = { publicUrl: PUBLIC_URL, nonces };
          expectRefusal(await withProof(token, proof, {}, { dpop }), 401, 'use_dpop_nonce');
        }
      });

      it('DP-15 takes no bound token at all where it does not check proofs', async () => {
        const token = await boundToken();
        const answer = await withProof(token, await proofBy(key, token), {}, { dpop: false });
        expect(answer.status).to.equal(401);
        expect(challengeOf(answer)).to.equal('Bearer');
      });
    });

    describe('and certificates', () => {
      async function withCertificate(
        token: string,
        certificate?: Call['certificate'],
        headers: readonly string[] = [],
      ): Promise<Answer> {
        const service = await serve({}, { tls: true });
        const presented = certificate === undefined ? {} : { certificate };
        return call(service.url, { headers: ['authorization', `Bearer ${token}`, ...headers], ...presented });
      }

      async function tokenBoundTo({ cert }: { readonly cert: string }): Promise<string> {
        return issuer.issue({ claims: { cnf: { 'x5t#S256': await thumbprintOf(cert) } } });
      }

      it('MT-06 takes a token over a connection with the certificate it is bound to', async () => {
        const answer = await withCertificate(await tokenBoundTo(CLIENT), CLIENT);
        expect(answer.status).to.equal(200);
      });

      it('MT-06 takes none without a certificate, nor with a renewed one of the same name', async () => {
        const token = await tokenBoundTo(CLIENT);
        expectRefusal(await withCertificate(token), 401, 'invalid_token');
        expectRefusal(await withCertificate(token, RENEWED_CLIENT), 401, 'invalid_token');
        expectRefusal(await ask(['authorization', `Bearer ${token}`]), 401, 'invalid_token');
      });

      it('MT-09 believes no header about the certificate', async () => {
        const token = await tokenBoundTo(CLIENT);
        const der = new X509Certificate(CLIENT.cert).raw.toString('base64');
        const names = ['client-cert', 'x-forwarded-client-cert', 'x-ssl-client-cert', 'ssl-client-cert'];
        const headers = names.flatMap((name) => [name, name === 'client-cert' ? `:${der}:` : der]);
        expectRefusal(await withCertificate(token, undefined, headers), 401, 'invalid_token');
        expectRefusal(await withCertificate(token, RENEWED_CLIENT, headers), 401, 'invalid_token');
      });

      it('MT-09 lets a service name where its proxy puts the certificate', async () => {
        const token = await tokenBoundTo(CLIENT);
        const certificateOf = ({ headers }: { headers: Record<string, unknown> }) => {
          const field = headers['client-cert'];
          return typeof field === 'string' ? Buffer.from(field.slice(1, -1), 'base64') : undefined;
        };
        const service = await serve({}, { demands: { certificateOf } });
        const bearer = ['authorization', `Bearer ${token}`];
        const der = new X509Certificate(CLIENT.cert).raw.toString('base64');
        const proxied = await call(service.url, { headers: [...bearer, 'client-cert', `:${der}:`] });
        expect(proxied.status).to.equal(200);
        expectRefusal(await call(service.url, { headers: bearer }), 401, 'invalid_token');
      });

      it('takes an unbound token over such a connection, unless it demands a bound one', async () => {
        const token = await issuer.issue();
        expect((await withCertificate(token, CLIENT)).status).to.equal(200);
        const strict = await serve({ bindingRequired: true });
        const answer = await call(strict.url, { headers: ['authorization', `Bearer ${token}`] });
        expectRefusal(answer, 401, 'invalid_token');
      });
    });

    it('answers 503 and when to come back while the keys of the gateway cannot be had', async () => {
      const token = await issuer.issue();
      await issuer.close();
      const answer = await ask(['authorization', `Bearer ${token}`]);
      expect(answer.status).to.equal(503);
      expect(answer.headers).to.include({ 'retry-after': '2', 'cache-control': 'no-store' });
      expect(answer.headers).not.to.have.property('www-authenticate');
    });

    it('says nothing of what came in an answer', async () => {
      const token = await issuer.issue({ claims: { aud: 'canary', sub: 'canary' } });
      const answer = await ask(['authorization', `Bearer ${token}`], { target: '/deploy?canary' });
      expect(JSON.stringify(answer)).not.to.include('canary');
      expect(JSON.stringify(answer)).not.to.include(token.slice(0, 20));
    });
  });
}
