import { decode } from '@cambio/testkit';
import { expect } from 'chai';
import { createRemoteJWKSet, type JWTVerifyResult, jwtVerify } from 'jose';
import { z } from 'zod';
import { post } from '../shop/answer.ts';
import { type Office, openOffice } from '../shop/office.ts';
import { exchangeForm } from '../shop/shop.ts';
import { errorOf, INACTIVE, introspectionOf, postForm, type StatusAnswer } from '../shop/token-status.ts';
import { DEPLOYER } from '../shop/trust.ts';

const JWT = 'application/token-introspection+jwt';

const Metadata = z.looseObject({
  introspection_endpoint: z.string(),
  introspection_endpoint_auth_methods_supported: z.array(z.string()),
  introspection_signing_alg_values_supported: z.array(z.string()).min(1),
});

describe('RFC 9701, introspection answered by a JWT', () => {
  let office: Office;
  let issuer: string;
  let endpoint: string;
  let keys: ReturnType<typeof createRemoteJWKSet>;
  before(async () => {
    office = await openOffice();
    issuer = office.gateway.issuer;
    endpoint = `${issuer}/introspect`;
    keys = createRemoteJWKSet(new URL(`${issuer}/jwks`));
  });
  after(() => office.close());

  const asService = async (token: string, accept = JWT, service = office.deployer): Promise<StatusAnswer> =>
    postForm(endpoint, { token, ...(await service.credentials(issuer)) }, { accept });
  const asBearer = (token: string, accept = JWT): Promise<StatusAnswer> =>
    postForm(endpoint, { token }, { accept, authorization: `Bearer ${token}` });

  /** The answer as whoever knows the issuer alone verifies it. */
  async function verified({ status, headers, text }: StatusAnswer): Promise<JWTVerifyResult> {
    expect(status).to.equal(200);
    expect(headers.get('content-type')).to.equal(JWT);
    return jwtVerify(text, keys, { issuer, typ: 'token-introspection+jwt' });
  }

  it('IN-12 signs the answer for the resource server that asked', async () => {
    const token = await office.issue();
    const told = introspectionOf(await asService(token, 'application/json'));
    for (const [answer, audience] of [
      [await asService(token), 'deployer-service'],
      [await asBearer(token), DEPLOYER],
    ] as const) {
      const { payload } = await verified(answer);
      expect(payload).to.have.all.keys('iss', 'aud', 'iat', 'token_introspection');
      expect(payload.aud).to.equal(audience);
      expect(Math.abs(Date.now() / 1000 - Number(payload.iat))).to.be.below(10);
      expect(payload.token_introspection).to.deep.equal(told);
      expect(answer.headers.get('cache-control')).to.equal('no-store');
    }
  });

  it('IN-12 answers with JSON whoever takes that as gladly', async () => {
    const token = await office.issue();
    for (const accept of ['*/*', 'application/json', `${JWT};q=0.5, application/json`, 'text/html']) {
      for (const answer of [await asService(token, accept), await asBearer(token, accept)]) {
        expect(introspectionOf(answer).active, accept).to.equal(true);
      }
    }
    for (const accept of [`application/json;q=0.5, ${JWT}`, `text/html, ${JWT}`]) {
      for (const answer of [await asService(token, accept), await asBearer(token, accept)]) {
        await verified(answer);
      }
    }
  });

  it('IN-13 says of a dead token in a JWT no more than in JSON', async () => {
    const token = await office.issue();
    const revoked = await office.issue();
    await postForm(`${issuer}/revoke`, { token: revoked });
    for (const answer of [
      await asService(revoked),
      await asService('garbage'),
      await asService(token, JWT, office.reports),
    ]) {
      const { payload } = await verified(answer);
      expect(payload).to.have.all.keys('iss', 'aud', 'iat', 'token_introspection');
      expect(JSON.stringify(payload.token_introspection)).to.equal(INACTIVE);
    }
  });

  it('IN-14 has nothing at the top that would let the answer pass for an access token', async () => {
    const { payload, protectedHeader } = await verified(await asService(await office.issue()));
    for (const claim of ['sub', 'exp', 'nbf', 'jti', 'scope', 'client_id']) {
      expect(payload, claim).not.to.have.property(claim);
    }
    expect(protectedHeader.typ).to.equal('token-introspection+jwt');
  });

  it('IN-15 is taken for nothing else anywhere', async () => {
    const token = await office.issue();
    const { text: answer } = await asService(token);

    const bearer = await postForm(endpoint, { token }, { authorization: `Bearer ${answer}` });
    expect([bearer.status, errorOf(bearer)]).to.deep.equal([401, 'invalid_token']);

    for (const type of ['jwt', 'access_token', 'id_token']) {
      const subject_token_type = `urn:ietf:params:oauth:token-type:${type}`;
      const { status, failure } = await post(issuer, exchangeForm(answer, { subject_token_type }));
      expect([status, failure?.error], type).to.deep.equal([400, 'invalid_request']);
    }

    const credentials = await office.deployer.credentials(issuer);
    const assertion = await postForm(endpoint, { token, ...credentials, client_assertion: answer });
    expect(assertion.status).to.be.oneOf([400, 401]);
    expect(errorOf(assertion)).to.be.oneOf(['invalid_request', 'invalid_client']);

    expect((await asService(answer, 'application/json')).text).to.equal(INACTIVE);
    expect((await postForm(`${issuer}/revoke`, { token: answer })).status).to.equal(200);
    expect(introspectionOf(await asBearer(token, 'application/json')).active).to.equal(true);
  });

  it('IN-16 signs nothing for a caller that is not known, and nothing but its own for one that is', async () => {
    const token = await office.issue();
    const unknown = await postForm(endpoint, { token }, { accept: JWT });
    expect([unknown.status, errorOf(unknown)]).to.deep.equal([401, 'invalid_client']);
    const wrong = await postForm(endpoint, { token, client_id: 'deployer-service' }, { accept: JWT });
    expect([wrong.status, errorOf(wrong)]).to.deep.equal([401, 'invalid_client']);
    const { payload } = await verified(await asService(token, JWT, office.orders));
    expect(payload.aud).to.equal('order-service');
    expect(payload.token_introspection).to.deep.equal({ active: false });
  });

  it('IN-17 says in the metadata how answers are signed and callers authenticate', async () => {
    const response = await fetch(`${issuer}/.well-known/oauth-authorization-server`);
    const metadata = Metadata.parse(await response.json());
    expect(metadata.introspection_endpoint).to.equal(endpoint);
    expect(metadata.introspection_endpoint_auth_methods_supported).to.include.members(['Bearer', 'DPoP']);
    const { header } = decode((await asService(await office.issue())).text);
    expect(metadata.introspection_signing_alg_values_supported).to.deep.equal([header.alg]);
  });
});
