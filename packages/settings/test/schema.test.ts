import { expect } from 'chai';
import { complaints, loaded } from './loading.ts';

const client = '{id: a, auth: private_key_jwt, jwks: {keys: [{kty: EC}]}}';

/** One line of YAML, and what is said about it at which column. */
const refused = [
  ['issur: x', '1 issur is not a setting (did you mean "issuer"?)'],
  ['listen: {prot: 1}', '10 listen.prot is not a setting (did you mean "port"?)'],
  [
    'listen: {zzzzzzzz: 1}',
    '10 listen.zzzzzzzz is not a setting (known here: host, port, tls, clientCa, trustedProxies, clientCertificateHeader)',
  ],
  [
    'keys: {unused: 30d}',
    '8 keys.unused is not a setting (known here: algorithms, rotateEvery, publishAhead, encryption, signer, transit)',
  ],
  ['keys: {signer: transit}', '8 keys.signer needs keys.transit'],
  [
    'keys: {signer: transit, transit: {url: "https://vault.acme.example", auth: {role: r}}}',
    '25 keys.transit.keys needs the name of a key for ES256',
  ],
  [
    'keys: {signer: transit, transit: {url: "https://vault.acme.example", keys: {ES256: a}}}',
    '25 keys.transit.auth needs a role to log in by kubernetes',
  ],
  [
    'keys: {transit: {url: "http://vault.acme.example"}}',
    '18 keys.transit.url must be https and a host, such as https://vault.acme.example:8200; http is for loopback alone',
  ],
  ['egress: {proxy: "ftp://proxy"}', '10 egress.proxy must be an http or https URL'],
  [
    'clients: [{id: a, auth: private_key_jwt, jwks: {keys: [{kty: EC, x5c: ["%"]}]}}]',
    '72 clients[0].jwks.keys[0].x5c[0] must be base64',
  ],
  ['keys: {rotateEvery: 1h}', '1 keys.publishAhead must not be longer than keys.rotateEvery'],
  ['keys: {publishAhead: 1s}', '8 keys.publishAhead must be 2s or longer'],
  [
    'keys: {encryption: {key: secret}}',
    '21 keys.encryption.key must be the base64 of 32 bytes: openssl rand -base64 32',
  ],
  ['__proto__: {a: 1}', '1 "__proto__" cannot be a member'],
  ['trust: {path: x}', '9 trust.path is not a setting (path does not go with the other members here)'],
  [
    'trust: {source: directory, seed: x}',
    '28 trust.seed is not a setting (seed does not go with the other members here)',
  ],
  ['trust: {source: git}', '9 trust.source must be one of ledger, directory'],
  ['listen: 5', '1 listen must be an object with members'],
  ['listen:', '1 listen must be an object with members'],
  ['listen: {host: ""}', '10 listen.host must not be empty'],
  ['listen: {port: x}', '10 listen.port must be a number'],
  ['listen: {port: 1.5}', '10 listen.port must be a whole number'],
  ['listen: {port: -1}', '10 listen.port must be at least 0'],
  ['listen: {port: 65536}', '10 listen.port must be at most 65535'],
  [
    'listen: {trustedProxies: [10.0.0.1]}',
    '27 listen.trustedProxies[0] must be a network such as 10.0.0.0/8',
  ],
  ['listen: {trustedProxies: 10.0.0.0/8}', '10 listen.trustedProxies must be a list'],
  ['internal: {port: 8080}', '12 internal.port must not be the public port'],
  [
    '{tokens: {maxLifetime: 3d}, retention: {decisions: 2d}}',
    '41 retention.decisions must not be shorter than tokens.maxLifetime: while a token lives, its decision is asked for',
  ],
  [
    '{tokens: {maxLifetime: 3d}, retention: {revocations: 2d}}',
    '41 retention.revocations must not be shorter than tokens.maxLifetime: while a token lives, it may be revoked',
  ],
  ['ledger: {url: mysql://x}', '10 ledger.url must be sqlite: followed by a path, or a postgres:// URL'],
  ['ledger: {url: "sqlite:"}', '10 ledger.url must be sqlite: followed by a path, or a postgres:// URL'],
  [
    'ledger: {url: postgres://x/y}',
    '1 marks.url must be redis://… or sqlite:PATH where the ledger is PostgreSQL',
  ],
  ['marks: {url: redis://x, tls: {ca: a}}', '25 marks.tls needs a marks.url that starts with rediss'],
  ['marks: {url: rediss://x, tls: {cert: a}}', '26 marks.tls must have both of cert and key, or neither'],
  [
    'marks: {url: http://x}',
    '9 marks.url must be ledger, sqlite: followed by a path, or a URL that starts with redis://, redis+sentinel:// or redis+cluster:// (rediss for TLS)',
  ],
  [
    'marks: {acknowledgements: 1}',
    '9 marks.acknowledgements needs Redis as marks.url: no other store has replicas',
  ],
  ['keys: {algorithms: []}', '8 keys.algorithms must have at least 1'],
  ['keys: {algorithms: [none]}', '21 keys.algorithms[0] must be one of ES256, ES384, RS256, EdDSA'],
  ['keys: {algorithms: [ES256, ES256]}', '8 keys.algorithms must not name one algorithm twice'],
  ['retention: {tokens: 59s}', '13 retention.tokens must be 1m or longer: clocks differ'],
  ['retention: {revocations: 23h}', '13 retention.revocations must be 1d or longer'],
  [
    'retention: {revisions: forever}',
    '13 retention.revisions must be a number and a unit, such as 30s, 10m, 1h or 7d',
  ],
  ['tokens: {lifetime: 5}', '10 tokens.lifetime must be a number and a unit, such as 30s, 10m, 1h or 7d'],
  ['tokens: {lifetime: 0s}', '10 tokens.lifetime must be longer than 0s'],
  ['tokens: {lifetime: 20m}', '10 tokens.lifetime must not be longer than tokens.maxLifetime'],
  ['limits: {body: 0}', '10 limits.body must be a whole number and a unit (B, KiB, MiB), such as 64KiB'],
  ['limits: {nesting: 0}', '10 limits.nesting must be at least 1'],
  ['audit: {claims: some}', '9 audit.claims must be one of profile, all, none'],
  ['audit: {acceptCheckpoint: "412"}', '9 audit.acceptCheckpoint must be NUMBER:HASH, such as 412:9f86d081…'],
  ['audit: {sealEvery: 0s}', '9 audit.sealEvery must be longer than 0s'],
  [
    'audit: {sinks: [{id: A, type: file, path: x}]}',
    '18 audit.sinks[0].id must be 1 to 64 small letters, digits or -',
  ],
  ['audit: {sinks: [{id: a, type: syslog}]}', '25 audit.sinks[0].type must be one of file, otlp, webhook'],
  [
    'audit: {sinks: [{id: a, type: otlp, url: "http://otel.acme.example", deadLetters: x}]}',
    '37 audit.sinks[0].url must be https, or http on loopback',
  ],
  [
    'audit: {sinks: [{id: a, type: webhook, url: "https://x.example", deadLetters: x, secret: short}]}',
    '82 audit.sinks[0].secret must be whsec_ and at least 24 bytes in base64',
  ],
  [
    'audit: {sinks: [{id: a, type: file, path: x}, {id: a, type: file, path: y}]}',
    '9 audit.sinks must not use one id twice',
  ],
  ['retention: {decisions: 1h}', '13 retention.decisions must be 1d or longer'],
  [
    'listen: {clientCertificateHeader: Client-Cert}',
    '10 listen.clientCertificateHeader needs listen.trustedProxies: nobody else is believed',
  ],
  [
    'listen: {trustedProxies: [10.0.0.1/32], clientCertificateHeader: "Client Cert"}',
    '41 listen.clientCertificateHeader must be the name of a header',
  ],
  [
    'listen: {clientCa: ca.pem}',
    '10 listen.clientCa needs listen.tls or listen.clientCertificateHeader: no certificate is seen without',
  ],
  ['listen: {tls: {cert: a.pem}}', '10 listen.tls.key is required'],
  ['listen: {tls: {cert: a.pem, key: b.pem}}', '1 issuer must be https where listen.tls is set'],
  ['clients: [{auth: federated}]', '11 clients[0].id is required'],
  [
    'clients: [{id: "mapping:x", auth: private_key_jwt, jwks: {keys: [{kty: EC}]}}]',
    '12 clients[0].id must be 1 to 128 letters, digits, or . _ ~ -',
  ],
  ...['cambio-console', 'cambio-cli'].map(
    (id) =>
      [
        `clients: [{id: ${id}, auth: federated}]`,
        '12 clients[0].id is built in: people log in by cambio-console and cambio-cli, so that no service can have the name',
      ] as const,
  ),
  [
    'clients: [{}]',
    '11 clients[0].auth must be one of private_key_jwt, tls_client_auth, self_signed_tls_client_auth, federated',
  ],
  [
    'clients: [{id: a, auth: none}]',
    '19 clients[0].auth must be one of private_key_jwt, tls_client_auth, self_signed_tls_client_auth, federated',
  ],
  ['clients: [{id: a, auth: federated, secret: x}]', '36 clients[0].secret is not a setting'],
  ['clients: [{id: a, auth: federated, grants: []}]', '36 clients[0].grants must have at least 1'],
  [
    'clients: [{id: a, auth: federated, grants: [password]}]',
    '45 clients[0].grants[0] must be one of token-exchange, client_credentials, jwt-bearer',
  ],
  ['clients: [{id: a, auth: private_key_jwt}]', '11 clients[0] must have either jwks or jwksUri'],
  [
    'clients: [{id: a, auth: private_key_jwt, jwks: {keys: [{kty: EC}]}, jwksUri: "https://a.example/jwks"}]',
    '11 clients[0] must have either jwks or jwksUri',
  ],
  [
    'clients: [{id: a, auth: private_key_jwt, jwksUri: "file:///etc/passwd"}]',
    '42 clients[0].jwksUri must be an http or https URL',
  ],
  [
    'clients: [{id: a, auth: private_key_jwt, jwks: {keys: [{kty: EC}]}, ca: x}]',
    '11 clients[0] has ca or allowPrivateNetwork, which go with jwksUri',
  ],
  [
    'clients: [{id: a, jwks: {keys: [{kty: EC}]}, auth: self_signed_tls_client_auth}]',
    '19 clients[0].jwks must have the certificate of each key as x5c',
  ],
  [
    'clients: [{id: a, certificate: {}, auth: tls_client_auth}]',
    '19 clients[0].certificate must have exactly one of subjectDn, sanDns, sanUri, sanIp, sanEmail',
  ],
  [
    'clients: [{id: a, certificate: {sanDns: a.example, sanUri: "spiffe://a/b"}, auth: tls_client_auth}]',
    '19 clients[0].certificate must have exactly one of subjectDn, sanDns, sanUri, sanIp, sanEmail',
  ],
  [
    'clients: [{id: a, certificate: {subjectDn: orders}, auth: tls_client_auth}]',
    '33 clients[0].certificate.subjectDn must be a distinguished name such as CN=orders,O=Acme (RFC 4514)',
  ],
  [
    'clients: [{id: a, certificate: {sanIp: 10.0.0.0/8}, auth: tls_client_auth}]',
    '33 clients[0].certificate.sanIp must be an IP address',
  ],
  [
    'clients: [{id: a, auth: tls_client_auth, certificate: {sanDns: a.example}}]',
    '19 clients[0].auth needs listen.tls or listen.clientCertificateHeader',
  ],
  [
    'clients: [{id: a, auth: self_signed_tls_client_auth, jwksUri: "https://a.example/jwks"}]',
    '19 clients[0].auth needs listen.tls or listen.clientCertificateHeader',
  ],
  [
    'clients: [{id: a, auth: private_key_jwt, jwks: {keys: []}}]',
    '49 clients[0].jwks.keys must have at least 1',
  ],
  [
    'clients: [{id: a, auth: private_key_jwt, jwks: {keys: [{kty: oct, k: x}]}}]',
    '57 clients[0].jwks.keys[0].kty must be one of EC, RSA, OKP',
  ],
  [
    'clients: [{id: a, auth: private_key_jwt, jwks: {keys: [{kty: EC, d: x}]}}]',
    '56 clients[0].jwks.keys[0] must be a public key; this one holds private members',
  ],
  [`clients: [${client}, ${client}]`, '1 clients must not name one id twice'],
] as const;

describe('the schema', () => {
  for (const [text, complaint] of refused) {
    it(`refuses ${text}`, () => {
      const expected = `cambio.yaml:1:${complaint}`;
      expect(complaints(text)[0]?.slice(0, expected.length)).to.equal(expected);
    });
  }

  it('keeps what a client key says', () => {
    const text =
      'clients: [{id: a, auth: private_key_jwt, jwks: {keys: [{kty: EC, crv: P-256, x: X, y: Y}]}}]';
    expect(loaded(text).settings.clients[0]).to.have.deep.property('jwks', {
      keys: [{ kty: 'EC', crv: 'P-256', x: 'X', y: 'Y' }],
    });
  });
});
