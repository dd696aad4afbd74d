import { expect } from 'chai';
import { AUDIENCE, NOW, serveIssuer, signingKey, type TokenChanges } from '../resource-server/issuer.ts';
import { type Answer, type Call, call } from './call.ts';
import { ALGS, challengeOf, describeServices, expectNoError, expectRefusal } from './service-under-test.ts';

const RESOURCE_METADATA = 'https://deployer.example/.well-known/oauth-protected-resource/api';

const FORM = ['content-type', 'application/x-www-form-urlencoded'];

describeServices('', ({ issuer, serve, ask }) => {
  async function withToken(changes: TokenChanges = {}): Promise<Answer> {
    return ask(['authorization', `Bearer ${await issuer().issue(changes)}`]);
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
    const token = await issuer().issue();
    expectNoError(await ask([], { target: `/deploy?access_token=${token}` }));
    expectNoError(await ask(FORM, { method: 'POST', body: `access_token=${token}` }));
  });

  it('OA-25 takes none that is in two places', async () => {
    const token = await issuer().issue();
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
    const token = await issuer().issue();
    const answer = await call(service.url, { headers: ['authorization', `Bearer ${token}`] });
    expect(answer.status).to.equal(403);
    expect(challengeOf(answer)).to.equal(
      'Bearer error="insufficient_scope", ' +
        'error_description="The access token does not cover this request.", ' +
        `scope="deploy:write deploy:prod", resource_metadata="${RESOURCE_METADATA}"`,
    );
    const granted = await issuer().issue({ claims: { scope: 'deploy:prod deploy:write' } });
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
    const [own] = issuer().keys;
    const stranger = await signingKey();
    const kid = own?.publicJwk.kid;
    expectRefusal(await withToken({ key: stranger, header: { kid } }), 401, 'invalid_token');
  });

  it('answers 503 and when to come back while the keys of the gateway cannot be had', async () => {
    const token = await issuer().issue();
    await issuer().close();
    const answer = await ask(['authorization', `Bearer ${token}`]);
    expect(answer.status).to.equal(503);
    expect(answer.headers).to.include({ 'retry-after': '2', 'cache-control': 'no-store' });
    expect(answer.headers).not.to.have.property('www-authenticate');
  });

  it('says nothing of what came in an answer', async () => {
    const token = await issuer().issue({ claims: { aud: 'canary', sub: 'canary' } });
    const answer = await ask(['authorization', `Bearer ${token}`], { target: '/deploy?canary' });
    expect(JSON.stringify(answer)).not.to.include('canary');
    expect(JSON.stringify(answer)).not.to.include(token.slice(0, 20));
  });
});
