import { decode, verifyWithRemoteKeys } from '@cambio/testkit';
import { expect } from 'chai';
import { errorOf, introspectionOf, postForm } from '../shop/token-status.ts';
import { type Acme, codeOf, openAcme } from './acme.ts';
import { API, BOOKS } from './trust.ts';

const RSA = 'https://rsa.acme.example';
const PLAIN = 'https://plain.acme.example';

/** A target whose tokens are signed by RS256 and tell how somebody signed in, and one whose tokens have the default `sub`. */
const MORE_TRUST = `
---
kind: Target
id: rsa
audience: ${RSA}
scopes: { read: Read }
token: { algorithm: RS256 }
owner: platform@acme.example
---
kind: Target
id: plain
audience: ${PLAIN}
scopes: { read: Read }
owner: platform@acme.example
---
kind: Mapping
id: job-rsa
owner: platform@acme.example
purpose: The job calls a service that knows RSA alone
issuer: jobs
target: rsa
match: { sub: job-1 }
grant: { scopes: [read], claims: { signed_in_at: "{auth_time}", level: "{acr}" } }
---
kind: Mapping
id: job-plain
owner: platform@acme.example
purpose: The job calls a service that goes by the workload
issuer: jobs
target: plain
match: { sub: ada }
grant: { scopes: [read] }
---
kind: Mapping
id: ada-plain
owner: platform@acme.example
purpose: Ada calls a service that goes by the workload
issuer: people
target: plain
match: { sub: ada }
grant: { scopes: [read] }
`;

describe('RFC 9068, issued access tokens', () => {
  let acme: Acme;
  let issuer: string;
  before(async () => {
    const algorithms = ['--set', 'keys.algorithms=ES256,RS256'];
    acme = await openAcme({ moreTrust: MORE_TRUST, args: algorithms });
    issuer = acme.gateway.issuer;
  });
  after(() => acme.close());

  /** Verified as a service would that knows the issuer alone. */
  const accepted = async (token: string, audience: string) =>
    verifyWithRemoteKeys(issuer, token, audience, Date.now());
  const signedIn = () => acme.jobs.issue({ auth_time: 1_700_000_000, acr: 'silver', amr: ['pwd'] });
  const introspect = (token: string, bearer: string) =>
    postForm(`${issuer}/introspect`, { token }, { authorization: `Bearer ${bearer}` });

  it('AT-01: says that it is an access token, and is signed', async () => {
    const { header } = await accepted(await acme.grant(), API);
    expect(header).to.include({ typ: 'at+jwt', alg: 'ES256' });
  });

  it('AT-02: is signed by RS256 where its target asks for that', async () => {
    const token = await acme.grant({ subject_token: await signedIn(), audience: RSA });
    expect((await accepted(token, RSA)).header.alg).to.equal('RS256');
    expect(introspectionOf(await introspect(token, token)).active).to.equal(true);
  });

  it('AT-03: has every required claim', async () => {
    const { claims } = decode(await acme.grant());
    expect(claims).to.include({ iss: issuer, aud: API, sub: 'job.job-1', client_id: 'mapping:job-api' });
    for (const name of ['iat', 'exp']) expect(claims[name], name).to.be.a('number');
    expect(claims.jti).to.be.a('string').with.length.above(0);
  });

  it('AT-04: names workloads of two issuers apart, whatever they are called there', async () => {
    const [job, ada] = [await acme.jobs.issue({ sub: 'ada' }), await acme.people.issue()];
    const subjects = await Promise.all(
      [job, ada].map(async (subject_token) => {
        const { sub } = decode(await acme.grant({ subject_token, audience: PLAIN })).claims;
        return String(sub);
      }),
    );
    expect(new Set(subjects).size).to.equal(2);
    expect(subjects).not.to.include('ada');
  });

  it('AT-05: has the scope that the answer says', async () => {
    for (const scope of [undefined, 'read', 'write read']) {
      const { token } = await acme.exchange({ scope });
      expect(decode(token?.access_token ?? '').claims.scope).to.equal(token?.scope);
    }
  });

  it('AT-06: says nothing of its own about how somebody signed in, and what a mapping copies as it was', async () => {
    const { claims } = decode(await acme.grant({ subject_token: await signedIn(), audience: RSA }));
    expect(claims).to.include({ signed_in_at: 1_700_000_000, level: 'silver' });
    expect(claims).not.to.have.any.keys('auth_time', 'acr', 'amr');
  });

  it('AT-07: is not issued for several resources', async () => {
    const answer = await acme.exchange({ audience: undefined, resource: [API, BOOKS], scope: 'read' });
    expect(codeOf(answer)).to.equal('400 invalid_target');
  });

  it('AT-09: is not replaced by any other token where the gateway takes access tokens', async () => {
    const token = await acme.grant();
    const credentials = await acme.orders.credentials(issuer);
    const accept = 'application/token-introspection+jwt';
    const signed = await postForm(`${issuer}/introspect`, { token, ...credentials }, { accept });
    expect((await introspect(token, token)).status).to.equal(200);
    for (const other of [signed.text, await acme.jobs.issue(), credentials.client_assertion ?? '']) {
      const answer = await introspect(token, other);
      expect([answer.status, errorOf(answer)]).to.deep.equal([401, 'invalid_token']);
    }
  });

  it('AT-11: has no more personal data than its mapping gives', async () => {
    const personal = { email: 'ada@acme.example', name: 'Ada', picture: 'https://acme.example/ada.png' };
    const token = await acme.grant({ subject_token: await acme.people.issue(personal), audience: PLAIN });
    expect(decode(token).claims).not.to.have.any.keys(...Object.keys(personal));
    expect(JSON.stringify(decode(token))).not.to.match(/ada@|Ada|\.png/);
  });

  it('AT-12: has a type of its own, and so has every other JWT signed with its keys', async () => {
    const token = await acme.grant();
    const credentials = await acme.orders.credentials(issuer);
    const accept = 'application/token-introspection+jwt';
    const signed = await postForm(`${issuer}/introspect`, { token, ...credentials }, { accept });
    expect(decode(signed.text).header.typ).to.equal('token-introspection+jwt');
    expect(decode(token).header.typ).to.equal('at+jwt');
  });
});
