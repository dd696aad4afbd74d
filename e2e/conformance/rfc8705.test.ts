import { connect, type TLSSocket } from 'node:tls';
import { TokenType } from '@cambio/oauth';
import { createRoutes, decode, LOOPBACK_TLS, listen, type RunningServer } from '@cambio/testkit';
import {
  type Certificate,
  type CertificateAuthority,
  type CertificateRequest,
  createAuthority,
  selfSigned,
} from '@cambio/testkit/certificates';
import { expect } from 'chai';
import { exportJWK } from 'jose';
import { type Answer, post } from '../shop/answer.ts';
import { exchangeForm, openShop, type Shop } from '../shop/shop.ts';
import { tlsCaller } from '../shop/tls-caller.ts';

const SELF_TRUST = `
---
kind: Mapping
id: narrowed
owner: shop@acme.example
purpose: Pass on less than one has
issuer: self
target: deployer
match: { client_id: "mapping:shop-deploy" }
grant: { scopes: ["deploy:read"], subject: "{sub}" }
`;

const SUBJECT = [
  { C: ['CH'] },
  { O: ['Acme, Inc.'] },
  { CN: ['orders'], '0.9.2342.19200300.100.1.1': ['7'] },
];

/** A service for each way to register a certificate, what its certificate says, and how that is registered. */
const REGISTERED: Readonly<Record<string, readonly [CertificateRequest, object]>> = {
  'by-name': [{ subject: SUBJECT }, { subjectDn: 'UID=7+CN=orders,O=Acme\\, Inc.,C=CH' }],
  'by-dns': [
    { alternativeNames: [{ type: 'dns', value: 'orders.acme.example' }] },
    { sanDns: 'orders.acme.example' },
  ],
  'by-uri': [
    { alternativeNames: [{ type: 'url', value: 'spiffe://acme.example/orders' }] },
    { sanUri: 'spiffe://acme.example/orders' },
  ],
  'by-ip': [{ alternativeNames: [{ type: 'ip', value: '2001:db8::7' }] }, { sanIp: '2001:db8:0::7' }],
  'by-email': [
    { alternativeNames: [{ type: 'email', value: 'orders@acme.example' }] },
    { sanEmail: 'orders@acme.example' },
  ],
};

const tokenClaims = (answer: Answer) => decode(answer.token?.access_token ?? '').claims;

describe('RFC 8705, mutual TLS', () => {
  let authority: CertificateAuthority;
  let billing: Certificate;
  let revoked: Certificate;
  let shop: Shop;
  let issuer: string;
  let published: RunningServer;

  before(async () => {
    authority = await createAuthority('Acme clients', Date.now);
    billing = await selfSigned({ subject: [{ CN: ['billing'] }] }, Date.now);
    revoked = await authority.issue(REGISTERED['by-dns']?.[0]);
    const jwks = { keys: [await withCertificate(billing)] };
    const routes = createRoutes();
    routes.add('/jwks', () => ({ json: jwks }));
    published = await listen(routes.handler);
    const jwksUri = `${published.url}/jwks`;
    const clients = [
      ...Object.entries(REGISTERED).map(([id, [, certificate]]) => ({
        id,
        auth: 'tls_client_auth',
        certificate,
      })),
      { id: 'billing', auth: 'self_signed_tls_client_auth', jwks },
      { id: 'publisher', auth: 'self_signed_tls_client_auth', jwksUri, allowPrivateNetwork: true },
    ];
    shop = await openShop({
      https: true,
      moreTrust: SELF_TRUST,
      files: { 'clients.pem': authority.ca, 'clients.crl': await authority.revoke(revoked) },
      args: [
        ...['--set', 'listen.clientCa=clients.pem', '--set', 'listen.tls.clientCrl=clients.crl'],
        ...['--set', `clients=${JSON.stringify(clients)}`],
      ],
    });
    issuer = shop.gateway.issuer;
  });
  after(async () => {
    await shop.close();
    await published.close();
  });

  /** An exchange on a connection with the certificate, or without one. */
  async function exchange(
    certificate: Certificate | undefined,
    changed: Parameters<typeof exchangeForm>[1] = {},
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const caller = tlsCaller(certificate);
    const form = exchangeForm(await shop.subjectToken(), changed);
    const answer = await caller.ask(issuer, form, headers);
    await caller.close();
    return answer;
  }

  function expectInvalidClient({ status, failure, token }: Answer, what?: string): void {
    expect([status, failure?.error], what).to.deep.equal([401, 'invalid_client']);
    expect(token).to.equal(undefined);
  }

  for (const [client_id, [request]] of Object.entries(REGISTERED)) {
    it(`MT-01 authenticates a service by its certificate: ${client_id}`, async () => {
      const answer = await exchange(await authority.issue(request), { client_id });
      expect(answer.status, JSON.stringify(answer.failure)).to.equal(200);
      expect(tokenClaims(answer)).to.include({ client_id });
    });
  }

  it('MT-01 finds the registration by client_id, and takes a certificate alone for no client', async () => {
    const certificate = await authority.issue(REGISTERED['by-dns']?.[0]);
    expect(tokenClaims(await exchange(certificate))).to.include({ client_id: 'mapping:shop-deploy' });
    expectInvalidClient(await exchange(certificate, { client_id: 'by-uri' }));
    expectInvalidClient(await exchange(certificate, { client_id: 'nobody' }));
  });

  const [country, organisation, person] = SUBJECT;
  const others: readonly [string, string, CertificateRequest][] = [
    ['another subject', 'by-name', { subject: [{ CN: ['orders'] }] }],
    [
      'the same parts in another order',
      'by-name',
      { subject: [person, organisation, country].flatMap(some) },
    ],
    [
      'another case of the subject',
      'by-name',
      { subject: [{ C: ['CH'] }, { O: ['acme, inc.'] }, ...some(person)] },
    ],
    ['another DNS name', 'by-dns', { alternativeNames: [{ type: 'dns', value: 'orders2.acme.example' }] }],
    [
      'a DNS name in another case',
      'by-dns',
      { alternativeNames: [{ type: 'dns', value: 'Orders.acme.example' }] },
    ],
    ['a wildcard', 'by-dns', { alternativeNames: [{ type: 'dns', value: '*.acme.example' }] }],
    ['the name as common name alone', 'by-dns', { subject: [{ CN: ['orders.acme.example'] }] }],
    [
      'the name as another kind',
      'by-dns',
      { alternativeNames: [{ type: 'url', value: 'orders.acme.example' }] },
    ],
    [
      'another path',
      'by-uri',
      { alternativeNames: [{ type: 'url', value: 'spiffe://acme.example/orders/x' }] },
    ],
    [
      'a name that looks like a list of names',
      'by-uri',
      { alternativeNames: [{ type: 'dns', value: 'a.example, URI:spiffe://acme.example/orders' }] },
    ],
    ['another address', 'by-ip', { alternativeNames: [{ type: 'ip', value: '2001:db8::8' }] }],
    ['another mailbox', 'by-email', { alternativeNames: [{ type: 'email', value: 'Orders@acme.example' }] }],
  ];
  for (const [what, client_id, request] of others) {
    it(`MT-02 refuses a certificate of the right authority with ${what}`, async () => {
      expectInvalidClient(await exchange(await authority.issue(request), { client_id }));
    });
  }

  it('MT-02 compares names as names: how a certificate encodes one does not matter', async () => {
    const subject = [
      { C: [{ printableString: 'CH' }] },
      { O: [{ utf8String: 'Acme, Inc.' }] },
      { '0.9.2342.19200300.100.1.1': [{ utf8String: '7' }], CN: [{ bmpString: 'orders' }] },
    ];
    expect((await exchange(await authority.issue({ subject }), { client_id: 'by-name' })).status).to.equal(
      200,
    );
  });

  for (const client_id of ['billing', 'publisher']) {
    it(`MT-03 authenticates a service by the very certificate it registered: ${client_id}`, async () => {
      expect(tokenClaims(await exchange(billing, { client_id }))).to.include({ client_id });
      const subject = [{ CN: ['billing'] }];
      const sameName = await selfSigned({ subject }, Date.now);
      const sameKey = await selfSigned({ subject, keys: billing.keys }, Date.now);
      const vouchedFor = await authority.issue({ subject });
      for (const certificate of [sameName, sameKey, vouchedFor]) {
        expectInvalidClient(await exchange(certificate, { client_id }));
      }
    });
  }

  const HOUR = 3_600_000;
  const bad: readonly [string, () => Promise<Certificate>][] = [
    [
      'expired',
      () => authority.issue({ ...right(), notBefore: Date.now() - 2 * HOUR, notAfter: Date.now() - HOUR }),
    ],
    [
      'not yet valid',
      () => authority.issue({ ...right(), notBefore: Date.now() + HOUR, notAfter: Date.now() + 2 * HOUR }),
    ],
    ['for servers', () => authority.issue({ ...right(), usages: ['1.3.6.1.5.5.7.3.1'] })],
    ['of another authority', async () => (await createAuthority('Acme clients', Date.now)).issue(right())],
    [
      'of an authority below, which is not sent along',
      async () => (await authority.subordinate('Below')).issue(right()),
    ],
    ['of itself', () => selfSigned(right(), Date.now)],
    ['revoked', async () => revoked],
  ];
  for (const [what, certificate] of bad) {
    it(`MT-04 refuses a certificate that is ${what}`, async () => {
      expectInvalidClient(await exchange(await certificate(), { client_id: 'by-dns' }));
    });
  }

  it('MT-04 refuses whom an authority without a revocation list vouches for, as there are lists', async () => {
    const below = await authority.subordinate('Below');
    const certificate = await below.issue(right());
    const chain = { ...certificate, cert: `${certificate.cert}\n${below.ca}` };
    expectInvalidClient(await exchange(chain, { client_id: 'by-dns' }));
  });

  it("MT-05 binds a service's token to its certificate", async () => {
    const certificate = await authority.issue(right());
    const answer = await exchange(certificate, { client_id: 'by-dns' });
    expect(answer.token?.token_type).to.equal('Bearer');
    expect(tokenClaims(answer).cnf).to.deep.equal({ 'x5t#S256': certificate.thumbprint });
    expect(certificate.thumbprint).to.match(/^[A-Za-z0-9_-]{43}$/);
  });

  it('MT-06, MT-07 introspects a bound token with its binding, for a caller that holds the key of its own', async () => {
    const certificate = await authority.issue(right());
    const token = (await exchange(certificate)).token?.access_token ?? '';
    const renewed = await authority.issue({ ...right(), keys: certificate.keys });
    const ask = async (shown: Certificate | undefined) => {
      const caller = tlsCaller(shown);
      const authorization = `Bearer ${token}`;
      const response = await caller.post(`${issuer}/introspect`, new URLSearchParams({ token }), {
        authorization,
      });
      const answer = {
        status: response.status,
        challenge: response.headers.get('www-authenticate'),
        body: await response.json(),
      };
      await caller.close();
      return answer;
    };
    const own = await ask(certificate);
    expect(own.status).to.equal(200);
    expect(own.body).to.deep.include({ active: true, cnf: { 'x5t#S256': certificate.thumbprint } });
    for (const shown of [undefined, await authority.issue(right()), renewed]) {
      const { status, challenge } = await ask(shown);
      expect(status).to.equal(401);
      expect(challenge).to.contain('error="invalid_token"');
    }
  });

  it("MT-08 binds a workload's token to whatever certificate it shows", async () => {
    for (const certificate of [billing, await selfSigned({}, Date.now)]) {
      const answer = await exchange(certificate);
      expect(tokenClaims(answer)).to.deep.include({
        client_id: 'mapping:shop-deploy',
        cnf: { 'x5t#S256': certificate.thumbprint },
      });
    }
    expect(tokenClaims(await exchange(undefined))).not.to.have.property('cnf');
  });

  const HEADERS = ['Client-Cert', 'X-Forwarded-Client-Cert', 'X-SSL-Client-Cert', 'ssl-client-cert'];
  for (const header of HEADERS) {
    it(`MT-09 does not believe ${header} from outside`, async () => {
      const certificate = await authority.issue(right());
      const values = [`:${certificate.der.toString('base64')}:`, encodeURIComponent(certificate.cert)];
      for (const value of values) {
        const headers = { [header]: value };
        expectInvalidClient(await exchange(undefined, { client_id: 'by-dns' }, headers));
        expect(tokenClaims(await exchange(undefined, {}, headers))).not.to.have.property('cnf');
        const shown = await exchange(billing, {}, headers);
        expect(tokenClaims(shown).cnf).to.deep.equal({ 'x5t#S256': billing.thumbprint });
      }
    });
  }

  it('MT-10 never takes a service that has a certificate for one without', async () => {
    for (const client_id of [...Object.keys(REGISTERED), 'billing', 'publisher']) {
      expectInvalidClient(await exchange(undefined, { client_id }), client_id);
    }
  });

  it('MT-11 exchanges a bound token only for who holds its key', async () => {
    const token = (await exchange(billing)).token?.access_token ?? '';
    const again = { subject_token: token, subject_token_type: TokenType.accessToken };
    const bound = await exchange(billing, again);
    expect(tokenClaims(bound).cnf).to.deep.equal({ 'x5t#S256': billing.thumbprint });
    for (const certificate of [undefined, await selfSigned({}, Date.now)]) {
      const { status, failure } = await exchange(certificate, again);
      expect(status).to.equal(400);
      const reason = certificate === undefined ? 'binding_required' : 'key_not_proven';
      expect(failure).to.include({ error: 'invalid_request', reason });
    }
  });

  describe('on one connection', () => {
    /** A connection, and the session it can be resumed by. */
    const open = (shown: Certificate, more: object = {}) =>
      new Promise<{ socket: TLSSocket; session: Promise<unknown> }>((resolve, reject) => {
        const at = { host: '127.0.0.1', port: shop.gateway.port, ca: LOOPBACK_TLS.ca };
        const socket = connect({ ...at, cert: shown.cert, key: shown.key, ...more });
        const session = new Promise((given) => socket.once('session', given));
        socket.once('secureConnect', () => resolve({ socket, session })).once('error', reject);
      });
    /** Posts to the token endpoint on this very connection. */
    const askOn = async (socket: TLSSocket, changed: Parameters<typeof exchangeForm>[1] = {}) => {
      const form = exchangeForm(await shop.subjectToken(), changed).toString();
      const type = 'Content-Type: application/x-www-form-urlencoded';
      const head = `POST /token HTTP/1.1\r\nHost: a\r\nConnection: close\r\n${type}`;
      socket.write(`${head}\r\nContent-Length: ${form.length}\r\n\r\n${form}`);
      let answer = '';
      for await (const chunk of socket) answer += chunk;
      return JSON.parse(answer.slice(answer.indexOf('{'), answer.lastIndexOf('}') + 1));
    };

    for (const maxVersion of ['TLSv1.2', 'TLSv1.3'] as const) {
      it(`MT-12 keeps the certificate of a session that is resumed (${maxVersion})`, async () => {
        const first = await open(billing, { maxVersion });
        const { access_token: token } = await askOn(first.socket);
        expect(decode(token).claims.cnf).to.deep.equal({ 'x5t#S256': billing.thumbprint });
        const other = await authority.issue(right());
        const { socket } = await open(other, { maxVersion, session: await first.session });
        expect(socket.isSessionReused()).to.equal(true);
        const { access_token: again } = await askOn(socket);
        expect(decode(again).claims.cnf).to.deep.equal({ 'x5t#S256': billing.thumbprint });
      });

      it(`MT-12 trusts the certificate of a resumed session no more than before (${maxVersion})`, async () => {
        for (const [certificate, error] of [
          [await selfSigned(right(), Date.now), 'invalid_client'],
          [await authority.issue(right()), undefined],
        ] as const) {
          const first = await open(certificate, { maxVersion });
          expect((await askOn(first.socket, { client_id: 'by-dns' })).error).to.equal(error);
          const { socket } = await open(certificate, { maxVersion, session: await first.session });
          expect(socket.isSessionReused()).to.equal(true);
          expect((await askOn(socket, { client_id: 'by-dns' })).error).to.equal(error);
        }
      });
    }

    it('MT-12 does not renegotiate', async () => {
      const { socket } = await open(billing, { maxVersion: 'TLSv1.2' });
      const error = await new Promise((resolve) => {
        socket.once('error', resolve);
        socket.renegotiate({}, resolve);
      });
      expect(error).to.be.instanceOf(Error);
      socket.destroy();
    });

    it('MT-12 speaks nothing older than TLS 1.2', async () => {
      const old = open(billing, {
        minVersion: 'TLSv1',
        maxVersion: 'TLSv1.1',
        ciphers: 'DEFAULT:@SECLEVEL=0',
      });
      expect(await old.catch((error: unknown) => error)).to.be.instanceOf(Error);
    });
  });

  describe('behind a proxy', () => {
    let proxied: Shop;
    before(async () => {
      const clients = [{ id: 'by-dns', auth: 'tls_client_auth', certificate: REGISTERED['by-dns']?.[1] }];
      proxied = await openShop({
        files: { 'clients.pem': authority.ca },
        args: [
          ...['--set', 'listen.clientCa=clients.pem', '--set', 'listen.clientCertificateHeader=Client-Cert'],
          ...['--set', 'listen.trustedProxies=127.0.0.1/32', '--set', `clients=${JSON.stringify(clients)}`],
        ],
      });
    });
    after(() => proxied.close());

    const through = async (
      certificate: Certificate | string,
      changed: Parameters<typeof exchangeForm>[1] = {},
    ) => {
      const value = typeof certificate === 'string' ? certificate : `:${certificate.der.toString('base64')}:`;
      const form = exchangeForm(await proxied.subjectToken(), changed);
      return post(proxied.gateway.issuer, form, { 'Client-Cert': value });
    };

    it('MT-09 believes the header of the proxy that is declared (RFC 9440)', async () => {
      const certificate = await authority.issue(right());
      const answer = await through(certificate, { client_id: 'by-dns' });
      expect(tokenClaims(answer)).to.deep.include({
        client_id: 'by-dns',
        cnf: { 'x5t#S256': certificate.thumbprint },
      });
    });

    for (const [what, certificate] of bad.filter(([what]) => what !== 'revoked')) {
      it(`MT-04 judges the certificate it tells itself: ${what}`, async () => {
        expectInvalidClient(await through(await certificate(), { client_id: 'by-dns' }));
      });
    }

    it('MT-09 takes what is no certificate for none', async () => {
      const certificate = await authority.issue(right());
      const base64 = certificate.der.toString('base64');
      for (const value of [base64, `:${base64}`, `:${base64}:, :${base64}:`, '::', ':AAAA:', 'x']) {
        expectInvalidClient(await through(value, { client_id: 'by-dns' }), value.slice(0, 10));
        expect(tokenClaims(await through(value))).not.to.have.property('cnf');
      }
    });
  });
});

function right(): CertificateRequest {
  return { alternativeNames: [{ type: 'dns', value: 'orders.acme.example' }] };
}

function some<T>(value: T | undefined): T[] {
  return value === undefined ? [] : [value];
}

/** The key of a certificate as it is registered (RFC 8705 §2.2.2). */
async function withCertificate({ keys, der }: Certificate): Promise<object> {
  const { kty, crv, x, y } = await exportJWK(keys.publicKey);
  return { kty, crv, x, y, x5c: [der.toString('base64')] };
}
