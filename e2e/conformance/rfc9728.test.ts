import { createHash, randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { SignJWT } from 'jose';
import { z } from 'zod';
import { type Administration, openAdministration } from './admin.ts';
import { type KeyForAlgorithm, keysOfEveryAlgorithm } from './asymmetric.ts';
import { get } from './metadata.ts';

/** What the admin API tells of itself, and nothing else. */
const Metadata = z.strictObject({
  resource: z.string(),
  resource_name: z.string().min(1),
  authorization_servers: z.array(z.string()).min(1),
  scopes_supported: z.array(z.string()).min(1),
  bearer_methods_supported: z.array(z.string()).min(1),
  dpop_signing_alg_values_supported: z.array(z.string()).min(1),
  dpop_bound_access_tokens_required: z.boolean(),
  tls_client_certificate_bound_access_tokens: z.boolean(),
});

for (const path of ['', '/eu/sts']) {
  describe(`RFC 9728, protected-resource metadata, of an issuer ${path ? `at ${path}` : 'without a path'}`, () => {
    let acme: Administration;
    let url: string;
    before(async () => {
      acme = await openAdministration({ path });
      const { origin } = new URL(acme.gateway.issuer);
      url = `${origin}/.well-known/oauth-protected-resource${path}/admin`;
    });
    after(() => acme.close());

    const read = async () => Metadata.parse(JSON.parse((await get(url)).text));
    const statusOf = async (at: string, token: string) => (await acme.call(at, { token })).status;

    it('PR-01, PR-05 stands at the well-known place, and nothing in it is empty', async () => {
      const { status, headers, text } = await get(url);
      expect(status).to.equal(200);
      expect(headers['content-type']).to.match(/^application\/json/);
      expect(headers['access-control-allow-origin']).to.equal('*');
      expect(Metadata.safeParse(JSON.parse(text)).error).to.equal(undefined);
    });

    it('PR-02 names the resource by which it was found', async () => {
      expect((await read()).resource).to.equal(acme.admin);
    });

    it('PR-03 names the authorization server whose tokens are taken', async () => {
      const { authorization_servers: servers } = await read();
      expect(servers).to.deep.equal([acme.gateway.issuer]);
      expect((await acme.call('trust')).status).to.equal(200);
    });

    it('PR-03 names the scopes that can be had, each of which opens something', async () => {
      const { scopes_supported: scopes } = await read();
      const opened: string[] = [];
      for (const scope of scopes) {
        const token = await acme.adminToken(scope);
        const revocation = { body: { token: 'x', reason: 'Nothing to do with anybody' }, token };
        const rejection = { body: { reason: 'There is none' }, token };
        const rejected = (await acme.call('trust/proposals/none/reject', rejection)).status;
        const statuses = {
          // Whoever may do it hears that there is none.
          'trust:write': rejected === 404 ? 200 : rejected,
          'trust:read': await statusOf('trust', token),
          'decisions:read': await statusOf('decisions', token),
          'keys:rotate': await statusOf('keys', token),
          'tokens:revoke': (await acme.call('revocations', revocation)).status,
        };
        opened.push(...Object.entries(statuses).flatMap(([name, status]) => (status < 300 ? [name] : [])));
      }
      expect(opened).to.deep.equal(scopes);
      const beyond = await acme.exchange({ audience: 'admin', scope: 'keys:steal' });
      expect(beyond.failure?.error).to.equal('invalid_scope');
    });

    it('PR-03 names the ways to bring a token that work', async () => {
      const token = await acme.adminToken();
      expect((await read()).bearer_methods_supported).to.deep.equal(['header']);
      expect(await statusOf('trust', token)).to.equal(200);
      expect((await fetch(`${acme.admin}/v1/trust?access_token=${token}`)).status).to.equal(401);
    });

    it('PR-03 names the algorithms of proofs that are taken, and demands none', async () => {
      const { dpop_signing_alg_values_supported: algorithms, ...metadata } = await read();
      expect(metadata.dpop_bound_access_tokens_required).to.equal(false);
      const token = `${acme.gateway.issuer}/token`;
      for (const key of await keysOfEveryAlgorithm()) {
        const issued = await acme.exchange(
          { audience: 'admin', scope: 'trust:read' },
          { dpop: await proofBy(key, 'POST', token) },
        );
        const accessToken = issued.token?.access_token ?? 'none';
        const dpop = await proofBy(key, 'GET', `${acme.admin}/v1/trust`, accessToken);
        const headers = { authorization: `DPoP ${accessToken}`, dpop };
        const works = (await acme.call('trust', { headers })).status === 200;
        expect(works, key.algorithm).to.equal(algorithms.includes(key.algorithm));
      }
    });

    it('PR-03 offers no certificate binding where no certificate can be shown', async () => {
      expect((await read()).tls_client_certificate_bound_access_tokens).to.equal(false);
    });

    it('PR-04 is named by every challenge', async () => {
      const token = await acme.adminToken('trust:read');
      for (const response of [
        await fetch(`${acme.admin}/v1/trust`),
        await acme.call('trust', { token: 'x' }),
        await acme.call('decisions', { token }),
      ]) {
        const challenges = response.headers.get('www-authenticate') ?? '';
        expect(challenges.split(`resource_metadata="${url}"`)).to.have.length(3);
      }
    });

    it('PR-06 does not depend on the host a request names', async () => {
      const names = ['host', 'x-forwarded-host', 'x-original-host'];
      for (const name of names) {
        const forged = { [name]: 'evil.example', forwarded: 'host=evil.example;proto=https' };
        expect((await get(url, forged)).text).to.equal((await get(url)).text);
        const { headers } = await get(`${acme.admin}/v1/trust`, forged);
        expect(headers['www-authenticate']).to.contain(url).and.not.contain('evil');
      }
    });

    it('PR-07 answers too small a scope with the one that is needed', async () => {
      const token = await acme.adminToken('trust:read');
      const response = await acme.call('decisions', { token });
      expect(response.status).to.equal(403);
      expect(response.headers.get('www-authenticate')).to.match(
        /^Bearer error="insufficient_scope", scope="decisions:read", /,
      );
    });
  });
}

function proofBy(
  { algorithm, privateKey, publicJwk }: KeyForAlgorithm,
  htm: string,
  htu: string,
  token?: string,
) {
  const { kid: _, alg: __, ...jwk } = publicJwk;
  const ath = token === undefined ? {} : { ath: createHash('sha256').update(token).digest('base64url') };
  return new SignJWT({ htm, htu, jti: randomUUID(), ...ath })
    .setProtectedHeader({ typ: 'dpop+jwt', alg: algorithm, jwk })
    .setIssuedAt()
    .sign(privateKey);
}
