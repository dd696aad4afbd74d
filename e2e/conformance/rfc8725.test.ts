import { generateKeyPairSync } from 'node:crypto';
import { JWT_BEARER_ASSERTION, TokenType } from '@cambio/oauth';
import { algNone, decode, generateKey, type SigningKey, sign } from '@cambio/testkit';
import { expect } from 'chai';
import { importJWK } from 'jose';
import { complaintsOf } from '../gateway/complaints.ts';
import { errorOf, postForm } from '../shop/token-status.ts';
import { type Acme, codeOf, openAcme } from './acme.ts';
import { createProver } from './prover.ts';
import { resign, signRaw } from './raw-token.ts';
import { apiMapping, BOOKS } from './trust.ts';
import { createUpstream, type Upstream, written } from './upstream.ts';

/** The identity of the group that Ed25519 keys are of: as a public key it would verify one signature over any text. */
const IDENTITY = Buffer.concat([Buffer.from([1]), Buffer.alloc(31)]);

/** Grants a job the API that is called as the order service is. */
const NAMESAKE = `
---
kind: Mapping
id: namesake-api
owner: platform@acme.example
purpose: A job that is called as a service is
issuer: jobs
target: api
match: { sub: order-service }
grant: { scopes: [read], subject: "{sub}" }
---
kind: Mapping
id: namesake-books
owner: platform@acme.example
purpose: The service looks things up for the job
issuer: jobs
target: books
match: { sub: order-service }
when: request.client == "order-service"
grant: { scopes: [read] }
`;

describe('RFC 8725, good practice with JWTs', () => {
  let acme: Acme;
  /** One RSA key, for RS256; and the same for PS256. */
  let rsa: { readonly pkcs1: SigningKey; readonly pss: SigningKey };
  /** Two issuers with the same two keys, of which each takes another algorithm. */
  let elliptic: Upstream;
  let factoring: Upstream;
  let keys: readonly SigningKey[];
  /** Has a key of small order beside its own. */
  let edwards: Upstream;
  before(async () => {
    rsa = await oneKeyForTwo();
    keys = [await generateKey('e', 'ES256'), rsa.pkcs1];
    const sub = 'job-1';
    const sharing = (algorithm: string) => ({
      sub,
      keys: () => written(...keys),
      members: { algorithms: [algorithm] },
    });
    elliptic = await createUpstream('elliptic', sharing('ES256'));
    factoring = await createUpstream('factoring', sharing('RS256'));
    const small = { kty: 'OKP', crv: 'Ed25519', kid: 'small', x: IDENTITY.toString('base64url') };
    edwards = await createUpstream('edwards', {
      sub,
      algorithm: 'EdDSA',
      keys: ({ publicJwk }) => ({ jwks: { keys: [publicJwk, small] } }),
    });
    const others = [elliptic, factoring, edwards].map(({ id, document }) => document + apiMapping(id));
    acme = await openAcme({ moreTrust: others.join('') + NAMESAKE });
  });
  after(() => acme.close());

  const accepts = async (subject_token: string, why: string) =>
    expect(codeOf(await acme.exchange({ subject_token })), why).to.equal('200');
  const refuses = async (subject_token: string, why: string) =>
    expect(codeOf(await acme.exchange({ subject_token })), why).to.equal('400 invalid_request');

  it('BC-01: takes a key for the one algorithm that it is published for', async () => {
    await accepts(await sign(factoring.claims(), rsa.pkcs1), 'RS256');
    await refuses(await sign(factoring.claims(), rsa.pss), 'PS256 by the same key');
  });

  it('BC-02: takes of each issuer the algorithms of its own list', async () => {
    const [forElliptic, forFactoring] = keys;
    if (forElliptic === undefined || forFactoring === undefined) throw new TypeError('two keys are needed');
    await accepts(await sign(elliptic.claims(), forElliptic), 'ES256, listed');
    await refuses(await sign(elliptic.claims(), forFactoring), 'RS256, not listed');
    await accepts(await sign(factoring.claims(), forFactoring), 'RS256, listed');
    await refuses(await sign(factoring.claims(), forElliptic), 'ES256, not listed');
  });

  it('BC-03: takes no token for what is signed inside another', async () => {
    const inner = await acme.jobs.issue();
    const header = { alg: 'ES256', kid: acme.jobs.key.kid, cty: 'JWT' };
    for (const nested of [inner, algNone(inner)]) {
      await refuses(await signRaw(acme.jobs.key, header, nested), 'a token as the payload');
      await refuses(await signRaw(acme.jobs.key, header, JSON.stringify(nested)), 'a token in quotes');
    }
  });

  it('BC-04: takes no key that verifies what nobody signed', async () => {
    await accepts(await edwards.issue(), 'the good key');
    const token = await edwards.issue({}, { kid: 'small' });
    const forged = resign(token, () => Buffer.concat([IDENTITY, Buffer.alloc(32)]));
    await refuses(forged, 'the key of small order');
  });

  it('BC-05: registers no service by a shared secret, long or short', async () => {
    const methods = ['client_secret_jwt', 'client_secret_basic', 'client_secret_post'];
    const clients = methods.map((auth) => ({ id: auth, auth, secret: 's'.repeat(64) }));
    const complaints = await complaintsOf(['--set', `clients=${JSON.stringify(clients)}`]);
    for (const index of methods.keys()) expect(complaints).to.contain(`clients[${index}].auth`);
  });

  it('BC-06: inflates nothing', async () => {
    await refuses(encrypted({ alg: 'dir', enc: 'A256GCM', zip: 'DEF' }), 'compressed');
    const token = await acme.jobs.issue();
    await refuses(await signRaw(acme.jobs.key, { ...decode(token).header, zip: 'DEF' }, 'x'), 'said to be');
  });

  it('BC-07: derives no key from a password', async () => {
    for (const p2c of [1, 2_000_000_000]) {
      await refuses(encrypted({ alg: 'PBES2-HS256+A128KW', enc: 'A128GCM', p2c, p2s: 'c2FsdA' }), `${p2c}`);
    }
  });

  it('BC-08: reads claims in UTF-8 alone', async () => {
    const header = { alg: 'ES256', kid: acme.jobs.key.kid };
    const text = JSON.stringify(acme.jobs.claims());
    await accepts(await signRaw(acme.jobs.key, header, text), 'UTF-8');
    await refuses(await signRaw(acme.jobs.key, header, Buffer.from(text, 'utf16le')), 'UTF-16');
    await refuses(
      await signRaw(acme.jobs.key, header, Buffer.from(`\uFEFF${text}`, 'utf16le')),
      'UTF-16, marked',
    );
    await refuses(
      await signRaw(acme.jobs.key, header, Buffer.from(text, 'utf16le').swap16()),
      'UTF-16, swapped',
    );
    const wide = Buffer.from(Uint32Array.from(text, (character) => character.charCodeAt(0)).buffer);
    await refuses(await signRaw(acme.jobs.key, header, wide), 'UTF-32');
  });

  it('BC-09: takes no key of one issuer for a token of another', async () => {
    const { jobs, people } = acme;
    await refuses(await jobs.issue({ iss: people.url, sub: 'ada' }), 'by its own name');
    await refuses(
      await jobs.issue({ iss: people.url, sub: 'ada' }, { kid: people.key.kid }),
      'by the other name',
    );
    await refuses(await people.issue({ iss: jobs.url, sub: 'job-1' }, { kid: undefined }), 'without a name');
  });

  it('BC-10: takes nobody for a service who is only called as one', async () => {
    const subject_token = await acme.jobs.issue({ sub: 'order-service' });
    const { claims } = decode(await acme.grant({ subject_token }));
    expect(claims).to.include({ sub: 'order-service', client_id: 'mapping:namesake-api' });
    const asClient = { subject_token, audience: BOOKS };
    expect(codeOf(await acme.exchange(asClient))).to.equal('400 invalid_target');
    const credentials = await acme.orders.credentials(acme.gateway.issuer);
    expect(codeOf(await acme.exchange({ ...asClient, ...credentials }))).to.equal('200');
  });

  it('BC-11: takes no token that is for nobody in particular', async () => {
    await refuses(await acme.jobs.issue({ aud: undefined }), 'no aud');
  });

  it('BC-12: looks for a kid among its keys, and nowhere else', async () => {
    const kids = ['../../../dev/null', '/etc/passwd', "' OR 1=1--", 'a\0b', '*', '', 'x'.repeat(5000)];
    for (const kid of kids) await refuses(await acme.jobs.issue({}, { kid }), kid.slice(0, 20));
    for (const kid of [{}, [acme.jobs.key.kid], 1, null]) {
      const header = { alg: 'ES256', kid };
      await refuses(await signRaw(acme.jobs.key, header, acme.jobs.claims()), JSON.stringify(kid));
    }
    await accepts(await acme.jobs.issue(), 'afterwards');
  });

  describe('of the kinds of JWT there are here', () => {
    let kinds: Readonly<Record<'access token' | 'introspection answer' | 'proof' | 'assertion', string>>;
    before(async () => {
      const { issuer } = acme.gateway;
      const token = await acme.grant();
      const form = { token, ...(await acme.orders.credentials(issuer)) };
      const accept = 'application/token-introspection+jwt';
      const { text } = await postForm(`${issuer}/introspect`, form, { accept });
      const { client_assertion = '' } = await acme.orders.credentials(issuer);
      const { prove } = await createProver(`${issuer}/token`);
      kinds = {
        'access token': token,
        'introspection answer': text,
        proof: await prove(),
        assertion: client_assertion,
      };
    });

    /** All of them but the kinds that are at home there. */
    const strangers = (...atHome: readonly string[]) =>
      Object.entries(kinds).filter(([kind]) => !atHome.includes(kind));

    it('BC-13: takes none but an access token as a subject or an actor', async () => {
      for (const type of Object.values(TokenType)) {
        const atHome = type === TokenType.accessToken ? ['access token'] : [];
        for (const [kind, jwt] of strangers(...atHome)) {
          const subject = await acme.exchange({ subject_token: jwt, subject_token_type: type });
          expect(codeOf(subject), `${kind} as the subject`).to.equal('400 invalid_request');
          const actor = await acme.exchange({ actor_token: jwt, actor_token_type: type });
          expect(codeOf(actor), `${kind} as the actor`).to.equal('400 invalid_request');
        }
      }
    });

    it('BC-13: takes none but an assertion as the assertion of a service', async () => {
      for (const [kind, client_assertion] of strangers('assertion')) {
        const client = { client_assertion_type: JWT_BEARER_ASSERTION, client_assertion };
        for (const form of [client, { ...client, client_id: 'order-service' }]) {
          expect(codeOf(await acme.exchange(form)), kind).to.equal('401 invalid_client');
        }
      }
    });

    it('BC-13: takes none but a proof as a proof of possession', async () => {
      for (const [kind, dpop] of strangers('proof')) {
        expect(codeOf(await acme.exchange({}, { dpop })), kind).to.equal('400 invalid_dpop_proof');
      }
    });

    it('BC-13: takes none but an access token as the token somebody calls with', async () => {
      const token = await acme.grant();
      for (const [kind, jwt] of strangers('access token')) {
        const headers = { authorization: `Bearer ${jwt}` };
        const answer = await postForm(`${acme.gateway.issuer}/introspect`, { token }, headers);
        expect([answer.status, errorOf(answer)], kind).to.deep.equal([401, 'invalid_token']);
      }
    });
  });

  it('BC-14: refuses a token with other characters than those of one before it reads it', async () => {
    const token = await acme.jobs.issue();
    const [protectedHeader, payload, signature] = token.split('.');
    const hiding = JSON.stringify({ payload, protected: protectedHeader, signature, compact: token });
    for (const odd of [
      hiding,
      `"${token}"`,
      `{${token}}`,
      `${token}é`,
      `\uFEFF${token}`,
      `Bearer ${token}`,
    ]) {
      await refuses(odd, odd.slice(0, 20));
    }
  });
});

/** A JWE of five parts that says what is wanted; nobody could decrypt it. */
function encrypted(header: object): string {
  const parts = [JSON.stringify(header), 'key', 'nonce', 'x'.repeat(1000), 'tag'];
  return parts.map((part) => Buffer.from(part).toString('base64url')).join('.');
}

async function oneKeyForTwo() {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const { n = '', e = '' } = publicKey.export({ format: 'jwk' });
  const publicJwk = { kty: 'RSA', n, e, kid: 'r', alg: 'RS256', use: 'sig' };
  const usedFor = async (algorithm: 'RS256' | 'PS256'): Promise<SigningKey> => {
    const key = await importJWK(privateKey.export({ format: 'jwk' }), algorithm);
    if (key instanceof Uint8Array) throw new TypeError('not a key pair');
    return { kid: 'r', algorithm, privateKey: key, publicJwk };
  };
  return { pkcs1: await usedFor('RS256'), pss: await usedFor('PS256') };
}
