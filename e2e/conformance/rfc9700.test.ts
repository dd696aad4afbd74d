import { GrantType, TokenType } from '@cambio/oauth';
import { decode, LOOPBACK_TLS } from '@cambio/testkit';
import { expect } from 'chai';
import { complaintsOf } from '../gateway/complaints.ts';
import { postForm } from '../shop/token-status.ts';
import { type Acme, codeOf, openAcme } from './acme.ts';
import { get } from './metadata.ts';
import { createProver } from './prover.ts';
import { API, ARCHIVE, BOOKS, VAULT } from './trust.ts';

/** A mapping that wants a bound token, one that gives less than another, one for an address, one for whoever comes. */
const MORE_TRUST = `
---
kind: Target
id: safe
audience: https://safe.acme.example
scopes: { read: Read, write: Write }
owner: platform@acme.example
---
kind: Mapping
id: job-safe-writing
owner: platform@acme.example
purpose: The job writes
issuer: jobs
target: safe
match: { sub: job-1 }
grant: { scopes: [read, write], binding: dpop }
---
kind: Target
id: shelf
audience: https://shelf.acme.example
scopes: { read: Read, write: Write, destroy: Destroy }
owner: platform@acme.example
---
kind: Mapping
id: job-shelf-writing
owner: platform@acme.example
purpose: The job writes
issuer: jobs
target: shelf
match: { sub: job-1 }
grant: { scopes: [read, write] }
---
kind: Mapping
id: job-shelf-reading
owner: platform@acme.example
purpose: The job reads
issuer: jobs
target: shelf
match: { sub: job-1 }
grant: { scopes: [read] }
---
kind: Target
id: inside
audience: https://inside.acme.example
scopes: { read: Read }
owner: platform@acme.example
---
kind: Mapping
id: job-inside
owner: platform@acme.example
purpose: The job reads, from inside
issuer: jobs
target: inside
match: { sub: job-1 }
when: request.ip == "10.0.0.1"
grant: { scopes: [read] }
---
kind: Target
id: desk
audience: https://desk.acme.example
scopes: { read: Read }
owner: platform@acme.example
---
kind: Mapping
id: jobs-desk
owner: platform@acme.example
purpose: Any job reads
issuer: jobs
target: desk
match: { sub: { prefix: j } }
grant: { scopes: [read], subject: "job/{sub}" }
`;

describe('RFC 9700, security best practice', () => {
  let acme: Acme;
  before(async () => {
    acme = await openAcme({ moreTrust: MORE_TRUST });
  });
  after(() => acme.close());

  const proof = async () => (await createProver(`${acme.gateway.issuer}/token`)).prove();
  const asked = (audience: string) => acme.exchange({ audience });

  it('SB-01: binds tokens to a key, and demands that where a target or a mapping does', async () => {
    const { token } = await acme.exchange({}, { dpop: await proof() });
    expect(token?.token_type).to.equal('DPoP');
    for (const audience of [VAULT, 'safe']) {
      expect((await asked(audience)).failure?.reason, audience).to.equal('binding_required');
      expect(codeOf(await acme.exchange({ audience }, { dpop: await proof() }))).to.equal('200');
    }
  });

  it('SB-02: grants one audience, and the least that is granted at all', async () => {
    const { claims } = decode(await acme.grant({ audience: 'shelf' }));
    expect(claims).to.include({ aud: 'https://shelf.acme.example', scope: 'read' });
    expect(claims.client_id).to.equal('mapping:job-shelf-reading');
    const writing = await acme.grant({ audience: 'shelf', scope: 'write' });
    expect(decode(writing).claims.scope).to.equal('write');
  });

  it('SB-03: takes no password', async () => {
    const form = { grant_type: 'password', username: 'ada', password: 'secret' };
    expect(codeOf(await acme.exchange(form))).to.equal('400 unsupported_grant_type');
  });

  it('SB-04: gives no token to a browser that is sent round', async () => {
    for (const path of ['/authorize', '/auth', '/oauth/authorize']) {
      const { status } = await get(
        `${acme.gateway.issuer}${path}?response_type=token&client_id=order-service`,
      );
      expect(status, path).to.equal(404);
    }
  });

  it('SB-05: authenticates services by their keys, and by no secret', async () => {
    const credentials = await acme.orders.credentials(acme.gateway.issuer);
    expect(codeOf(await acme.exchange(credentials))).to.equal('200');
    const basic = { authorization: `Basic ${btoa('order-service:secret')}` };
    expect(codeOf(await acme.exchange({}, basic))).to.equal('401 invalid_client');
    const secret = { client_id: 'order-service', client_secret: 'secret' };
    expect(codeOf(await acme.exchange(secret))).to.equal('401 invalid_client');
  });

  it('SB-06: publishes metadata', async () => {
    const { status } = await get(`${acme.gateway.issuer}/.well-known/oauth-authorization-server`);
    expect(status).to.equal(200);
  });

  it('SB-07: takes no token in a URL, and writes none to its log', async () => {
    const token = await acme.grant();
    const subject = await acme.jobs.issue();
    const { issuer } = acme.gateway;
    const query = new URLSearchParams({ access_token: token, token, subject_token: subject });
    const called = await postForm(`${issuer}/introspect?${query}`, { token });
    expect(called.status).to.equal(401);
    const exchanged = await fetch(`${issuer}/token?${query}&grant_type=${GrantType.tokenExchange}`, {
      method: 'POST',
      body: new URLSearchParams({ audience: API }),
    });
    expect(exchanged.status).to.equal(400);
    const log = acme.gateway.log.lines.join('\n');
    for (const credential of [token, subject]) {
      for (const part of credential.split('.').slice(1)) expect(log).not.to.contain(part);
    }
  });

  it('SB-08: exchanges no token that a service was called with for more than a mapping says', async () => {
    const token = await acme.grant();
    const received = { subject_token: token, subject_token_type: TokenType.accessToken };
    for (const audience of [API, BOOKS, VAULT, 'shelf']) {
      const answer = await acme.exchange({ ...received, audience });
      expect(codeOf(answer), audience).to.equal('400 invalid_target');
    }
    expect(codeOf(await acme.exchange({ ...received, audience: ARCHIVE }))).to.equal('200');
  });

  it('SB-09: believes no header about who calls, unless a proxy is known', async () => {
    for (const name of ['x-forwarded-for', 'forwarded', 'x-real-ip', 'true-client-ip', 'client-ip']) {
      const value = name === 'forwarded' ? 'for=10.0.0.1' : '10.0.0.1';
      const answer = await acme.exchange({ audience: 'inside' }, { [name]: value });
      expect(answer.failure?.reason, name).to.equal('condition_false');
    }
    const certificate = LOOPBACK_TLS.cert.replaceAll(/-----[A-Z ]+-----|\n/g, '');
    for (const name of ['client-cert', 'x-forwarded-client-cert', 'x-ssl-client-cert', 'ssl-client-cert']) {
      const token = await acme.grant({}, { [name]: `:${certificate}:` });
      expect(decode(token).claims, name).not.to.have.property('cnf');
    }
  });

  it("SB-10: names no job as a person or a service is named, whatever the job's own name", async () => {
    const names = ['j/../person.ada', 'j/ada', 'j:mapping', 'j%2Fada', 'j?a#b', 'job/j'];
    const subjects = await Promise.all(
      names.map(async (sub) => {
        const subject_token = await acme.jobs.issue({ sub });
        return String(decode(await acme.grant({ subject_token, audience: 'desk' })).claims.sub);
      }),
    );
    for (const subject of subjects) expect(subject).to.match(/^job\/[A-Za-z0-9._~%-]+$/);
    expect(new Set(subjects).size).to.equal(names.length);
    const clients = [{ ...acme.orders.registration, id: 'mapping:job-api' }];
    const complaints = await complaintsOf(['--set', `clients=${JSON.stringify(clients)}`]);
    expect(complaints).to.contain('clients[0].id');
  });

  it('SB-11: has no refresh tokens to steal', async () => {
    const form = { grant_type: 'refresh_token', refresh_token: 'x' };
    expect(codeOf(await acme.exchange(form))).to.equal('400 unsupported_grant_type');
    const credentials = await acme.orders.credentials(acme.gateway.issuer);
    const { failure } = await acme.exchange({ ...form, ...credentials });
    expect(failure?.error).to.be.oneOf(['unsupported_grant_type', 'unauthorized_client']);
  });

  it('SB-12: takes no assertion of a service that was made for another server as well, or for a URL of this one', async () => {
    const { issuer } = acme.gateway;
    for (const audience of [`${issuer}/token`, `${issuer}/`, [issuer, 'https://other.example']]) {
      const credentials = await acme.orders.credentials(audience);
      expect(codeOf(await acme.exchange(credentials)), `${audience}`).to.equal('401 invalid_client');
    }
    expect(codeOf(await acme.exchange(await acme.orders.credentials(issuer)))).to.equal('200');
  });
});
