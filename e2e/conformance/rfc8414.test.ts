import { GrantType, JWT_BEARER_ASSERTION } from '@cambio/oauth';
import { decode } from '@cambio/testkit';
import { type Certificate, createAuthority, selfSigned } from '@cambio/testkit/certificates';
import { expect } from 'chai';
import { exportJWK, SignJWT } from 'jose';
import { z } from 'zod';
import { complaintsOf } from '../gateway/complaints.ts';
import { createDpopKey } from '../shop/dpop-key.ts';
import { postForm } from '../shop/token-status.ts';
import { type Acme, type Form, type Headers, openAcme } from './acme.ts';
import { type KeyForAlgorithm, keysOfEveryAlgorithm } from './asymmetric.ts';
import { get, Metadata } from './metadata.ts';

/** Of the IANA registry, and the two ways to call with a token. */
const AUTH_METHODS = [
  'none',
  'client_secret_basic',
  'client_secret_post',
  'client_secret_jwt',
  'private_key_jwt',
  'tls_client_auth',
  'self_signed_tls_client_auth',
  'Bearer',
  'DPoP',
] as const;

const GRANTS = [
  ...Object.values(GrantType),
  'authorization_code',
  'implicit',
  'password',
  'refresh_token',
  'urn:ietf:params:oauth:grant-type:saml2-bearer',
  'urn:ietf:params:oauth:grant-type:device_code',
  'urn:openid:params:grant-type:ciba',
];

/** What a proxy that terminates TLS says of the client's certificate (RFC 9440). */
const shown = ({ der }: Certificate) => ({ 'client-cert': `:${der.toString('base64')}:` });

describe('RFC 8414, metadata', () => {
  /** Only the order service is registered, below a path. */
  let plain: Acme;
  /** Has services by every method and for every grant there is, behind a proxy that tells certificates. */
  let full: Acme;
  let keys: readonly KeyForAlgorithm[];
  /** One that an authority vouches for, and one that is registered itself. */
  let vouchedFor: Certificate;
  let registered: Certificate;
  before(async () => {
    const authority = await createAuthority('Acme clients', Date.now);
    vouchedFor = await authority.issue({ subject: [{ CN: ['vouched-for'] }] });
    registered = await selfSigned({ subject: [{ CN: ['registered'] }] }, Date.now);
    keys = await keysOfEveryAlgorithm();
    plain = await openAcme({ path: '/t1' });
    full = await openAcme({
      moreClients: [
        {
          id: 'every-service',
          auth: 'private_key_jwt',
          grants: ['token-exchange', 'client_credentials', 'jwt-bearer'],
          jwks: { keys: keys.map(({ publicJwk }) => publicJwk) },
        },
        { id: 'vouched-for', auth: 'tls_client_auth', certificate: { subjectDn: 'CN=vouched-for' } },
        { id: 'registered', auth: 'self_signed_tls_client_auth', jwks: await jwksOf(registered) },
      ],
      files: { 'clients.pem': authority.ca },
      args: [
        ...['--set', 'listen.clientCa=clients.pem'],
        ...['--set', 'listen.trustedProxies=127.0.0.1/32'],
        ...['--set', 'listen.clientCertificateHeader=Client-Cert'],
      ],
    });
  });
  after(async () => {
    await plain.close();
    await full.close();
  });

  const urls = ({ gateway: { issuer } }: Acme) => {
    const { origin, pathname } = new URL(issuer);
    const path = pathname.replace(/\/$/, '');
    return [
      `${origin}/.well-known/oauth-authorization-server${path}`,
      `${issuer}/.well-known/openid-configuration`,
    ] as const;
  };
  const metadataOf = async (acme: Acme): Promise<Metadata> =>
    Metadata.parse(JSON.parse((await get(urls(acme)[0])).text));
  const both = (test: (acme: Acme, metadata: Metadata) => Promise<void>) => async () => {
    for (const acme of [plain, full]) await test(acme, await metadataOf(acme));
  };

  it('MD-01: stands where the path of the issuer puts it, for OAuth and for OpenID, the same at both', async () => {
    for (const acme of [plain, full]) {
      const [oauth, openid] = await Promise.all(urls(acme).map((url) => get(url)));
      expect([oauth?.status, openid?.status]).to.deep.equal([200, 200]);
      expect(oauth?.text).to.equal(openid?.text);
    }
  });

  it(
    'MD-02: names the issuer as it is configured, whatever host a request names',
    both(async (acme) => {
      for (const name of ['host', 'x-forwarded-host', 'x-original-host', 'forwarded']) {
        const { text } = await get(urls(acme)[0], { [name]: 'evil.example', 'x-forwarded-proto': 'gopher' });
        expect(JSON.parse(text).issuer, name).to.equal(acme.gateway.issuer);
        expect(text, name).not.to.contain('evil.example').and.not.to.contain('gopher');
      }
    }),
  );

  it('MD-03: has no issuer but an https URL without query and fragment; loopback may do without TLS', async () => {
    const issuers = ['http://sts.acme.example', 'https://sts.acme.example?a', 'https://sts.acme.example#a'];
    const complaints = await Promise.all(issuers.map((issuer) => complaintsOf(['--issuer', issuer])));
    for (const complaint of complaints) expect(complaint).to.contain('issuer must');
  });

  it(
    'MD-04: has every required member',
    both(async (acme, metadata) => {
      const { issuer } = acme.gateway;
      expect(metadata).to.include({ issuer, token_endpoint: `${issuer}/token` });
      expect(metadata.response_types_supported).to.deep.equal(['none']);
      expect(metadata).not.to.have.property('authorization_endpoint');
    }),
  );

  it(
    'MD-05: lists the grants that work, and no others',
    both(async (acme, metadata) => {
      for (const grant_type of GRANTS) {
        const client =
          acme === full ? await assertionBy('RS256') : await acme.orders.credentials(metadata.issuer);
        const { failure } = await acme.exchange({ grant_type, ...client });
        const unsupported = ['unsupported_grant_type', 'unauthorized_client'].includes(failure?.error ?? '');
        expect(!unsupported, grant_type).to.equal(metadata.grant_types_supported.includes(grant_type));
      }
    }),
  );

  it('MD-06: lists the algorithms of client assertions that work, and no others', async () => {
    const metadata = await metadataOf(full);
    for (const endpoint of ['token', 'introspection', 'revocation'] as const) {
      const listed = metadata[`${endpoint}_endpoint_auth_signing_alg_values_supported`];
      for (const { algorithm } of keys) {
        const works = await authenticates(full, metadata, endpoint, { form: await assertionBy(algorithm) });
        expect(works, `${algorithm} at ${endpoint}`).to.equal(listed?.includes(algorithm));
      }
      expect(listed).not.to.include.members(['none']);
    }
  });

  it(
    'MD-06: lists the algorithms that keys are published for, and answers are signed with',
    both(async (acme, metadata) => {
      const { keys: published } = z
        .object({ keys: z.array(z.object({ alg: z.string() })) })
        .parse(JSON.parse((await get(metadata.jwks_uri)).text));
      const algorithms = new Set(published.map(({ alg }) => alg));
      expect([...algorithms]).to.have.members(metadata.id_token_signing_alg_values_supported);
      const form = { token: 'x', ...(await acme.orders.credentials(metadata.issuer)) };
      const accept = 'application/token-introspection+jwt';
      const signed = await postForm(metadata.introspection_endpoint, form, { accept });
      expect(metadata.introspection_signing_alg_values_supported).to.deep.equal([
        decode(signed.text).header.alg,
      ]);
    }),
  );

  for (const endpoint of ['token', 'introspection', 'revocation'] as const) {
    it(
      `MD-07: lists the methods of authentication that work at the ${endpoint} endpoint, and no others`,
      both(async (acme, metadata) => {
        const listed = metadata[`${endpoint}_endpoint_auth_methods_supported`];
        for (const method of AUTH_METHODS) {
          const works = await authenticates(acme, metadata, endpoint, await attempt(acme, method, metadata));
          expect(works, method).to.equal(listed.includes(method));
        }
      }),
    );
  }

  it(
    'MD-08: is JSON without anything empty in it',
    both(async (acme) => {
      for (const url of urls(acme)) {
        const { headers, text } = await get(url);
        expect(headers['content-type']).to.match(/^application\/json/);
        expect(text).not.to.match(/\[\]|null|\{\}|""/);
      }
    }),
  );

  it(
    'MD-09: is read by GET, and tells of no other tenant',
    both(async (acme, metadata) => {
      for (const url of urls(acme)) {
        const posted = await fetch(url, { method: 'POST' });
        expect([posted.status, posted.headers.get('allow')]).to.deep.equal([405, 'GET']);
      }
      const { origin } = new URL(metadata.issuer);
      const strangers = [
        `${origin}/.well-known/oauth-authorization-server/t2`,
        `${origin}/t2/token`,
        `${origin}/x`,
      ];
      const answers = await Promise.all(strangers.map((url) => get(url)));
      for (const { status, text } of answers)
        expect([status, text]).to.deep.equal([404, '{"error":"not_found"}']);
    }),
  );

  it('MD-11: speaks of certificates where clients can show one, and binds tokens to them there', async () => {
    const metadata = await metadataOf(full);
    expect(metadata.tls_client_certificate_bound_access_tokens).to.equal(true);
    expect(metadata.mtls_endpoint_aliases).to.deep.equal({
      token_endpoint: metadata.token_endpoint,
      introspection_endpoint: metadata.introspection_endpoint,
      revocation_endpoint: metadata.revocation_endpoint,
    });
    expect(decode(await full.grant({}, shown(registered))).claims.cnf).to.have.all.keys('x5t#S256');
    const silent = await metadataOf(plain);
    expect(silent).not.to.have.any.keys(
      'tls_client_certificate_bound_access_tokens',
      'mtls_endpoint_aliases',
    );
    expect(decode(await plain.grant({}, shown(registered))).claims).not.to.have.property('cnf');
  });

  it(
    'MD-12: lists the algorithms of proofs that work, and no others',
    both(async (acme, metadata) => {
      for (const key of keys) {
        const dpop = await proofBy(key, metadata.token_endpoint);
        const works = (await acme.exchange({}, { dpop })).status === 200;
        expect(works, key.algorithm).to.equal(
          metadata.dpop_signing_alg_values_supported.includes(key.algorithm),
        );
      }
    }),
  );

  it(
    'MD-13: may be kept and read by any page, and so may the key set, but no answer of an endpoint',
    both(async (acme, metadata) => {
      const origin = 'https://page.example';
      for (const url of [...urls(acme), metadata.jwks_uri]) {
        const { headers } = await get(url, { origin });
        expect(headers['cache-control'], url).to.match(/^public, max-age=\d+$/);
        expect(headers['access-control-allow-origin'], url).to.equal('*');
      }
      for (const endpoint of ['token', 'introspection', 'revocation'] as const) {
        const url = metadata[`${endpoint}_endpoint`];
        for (const form of [{}, await acme.orders.credentials(metadata.issuer)]) {
          const { headers } = await postForm(url, { token: 'x', ...form }, { origin });
          expect(headers.get('access-control-allow-origin'), url).to.equal(null);
        }
        const asked = await fetch(url, { method: 'OPTIONS', headers: { origin } });
        expect(asked.headers.get('access-control-allow-origin'), url).to.equal(null);
      }
    }),
  );

  it(
    'MD-14: names no URL but the issuer and what is below it',
    both(async (_, metadata) => {
      const named = JSON.stringify(metadata).match(/https?:[^"]+/g) ?? [];
      for (const url of named) {
        expect(url === metadata.issuer || url.startsWith(`${metadata.issuer}/`), url).to.equal(true);
      }
    }),
  );

  interface Attempt {
    readonly form?: Form;
    readonly headers?: Headers;
  }

  /** How somebody calls who authenticates by a method. A secret, there is none. */
  async function attempt(
    acme: Acme,
    method: (typeof AUTH_METHODS)[number],
    metadata: Metadata,
  ): Promise<Attempt> {
    const client_id = acme.orders.id;
    switch (method) {
      case 'none':
        return {};
      case 'client_secret_basic':
        return { headers: { authorization: `Basic ${btoa(`${client_id}:secret`)}` } };
      case 'client_secret_post':
        return { form: { client_id, client_secret: 'secret' } };
      case 'client_secret_jwt':
        return {
          form: await assertion(
            client_id,
            metadata.issuer,
            'HS256',
            new TextEncoder().encode('s'.repeat(32)),
          ),
        };
      case 'private_key_jwt':
        return { form: await acme.orders.credentials(metadata.issuer) };
      case 'tls_client_auth':
        return { form: { client_id: 'vouched-for' }, headers: shown(vouchedFor) };
      case 'self_signed_tls_client_auth':
        return { form: { client_id: 'registered' }, headers: shown(registered) };
      case 'Bearer':
        return { headers: { authorization: `Bearer ${await acme.grant()}` } };
      case 'DPoP': {
        const key = await createDpopKey();
        const token = await acme.grant({}, { dpop: await key.prove(metadata.token_endpoint) });
        const dpop = await key.prove(metadata.introspection_endpoint, token);
        return { headers: { authorization: `DPoP ${token}`, dpop } };
      }
    }
  }

  /** Whether an endpoint serves who calls it so. */
  async function authenticates(
    acme: Acme,
    metadata: Metadata,
    endpoint: 'token' | 'introspection' | 'revocation',
    { form = {}, headers = {} }: Attempt,
  ): Promise<boolean> {
    if (endpoint === 'token') return (await acme.exchange(form, headers)).status === 200;
    const url = metadata[`${endpoint}_endpoint`];
    const given = Object.entries(form).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    );
    return (await postForm(url, { token: 'x', ...Object.fromEntries(given) }, headers)).status === 200;
  }

  async function assertionBy(algorithm: string): Promise<Form> {
    const key = keys.find((each) => each.algorithm === algorithm)?.privateKey;
    if (key === undefined) throw new TypeError(`no key for ${algorithm}`);
    return assertion('every-service', full.gateway.issuer, algorithm, key);
  }
});

async function assertion(
  client_id: string,
  aud: string,
  alg: string,
  key: Parameters<SignJWT['sign']>[0],
): Promise<Form> {
  const client_assertion = await new SignJWT({
    iss: client_id,
    sub: client_id,
    aud,
    jti: crypto.randomUUID(),
  })
    .setProtectedHeader({ alg, kid: alg })
    .setIssuedAt()
    .setExpirationTime('1m')
    .sign(key);
  return { client_id, client_assertion_type: JWT_BEARER_ASSERTION, client_assertion };
}

async function proofBy({ algorithm, publicJwk, privateKey }: KeyForAlgorithm, htu: string): Promise<string> {
  const { kid, alg, ...jwk } = publicJwk;
  return new SignJWT({ htm: 'POST', htu, jti: crypto.randomUUID() })
    .setProtectedHeader({ typ: 'dpop+jwt', alg: algorithm, jwk })
    .setIssuedAt()
    .sign(privateKey);
}

async function jwksOf({ keys, der }: Certificate): Promise<object> {
  return { keys: [{ ...(await exportJWK(keys.publicKey)), x5c: [der.toString('base64')] }] };
}
