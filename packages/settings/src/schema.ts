import { z } from 'zod';
import { type AdminDocument, admin } from './admin.ts';
import { audit } from './audit.ts';
import { clients } from './clients.ts';
import { duration } from './duration.ts';
import { issuer } from './issuer.ts';
import { keys } from './keys.ts';
import { host, listen, port, seesCertificates } from './listen.ts';
import { marks } from './marks.ts';
import { replicas, unsharedStores } from './replicas.ts';
import { retention } from './retention.ts';
import { size } from './size.ts';
import { dangers, unsafe } from './unsafe.ts';
import { storesOfOneProcess, workers } from './workers.ts';

const path = z.string().min(1);

const internal = z.strictObject({
  host: host
    .prefault('127.0.0.1')
    .describe('Address of health, readiness and metrics. Never the public one.'),
  port: port.prefault(9090).describe('Port of health, readiness and metrics; 0 takes any free one.'),
});

const source = 'Where trust documents come from: `ledger`, or `directory` (files rule).';

const trust = z.discriminatedUnion('source', [
  z.strictObject({
    source: z.literal('ledger').optional().default('ledger').describe(source),
    seed: path.exactOptional().describe('With `ledger`: a file or folder loaded once, into an empty ledger.'),
    approvals: z
      .int()
      .min(0)
      .max(1)
      .prefault(0)
      .describe('With `ledger`: how many other admins must approve a change of the documents; 0 or 1.'),
  }),
  z.strictObject({
    source: z.literal('directory').describe(source),
    path: path.prefault('./trust').describe('With `directory`: the folder of trust documents.'),
  }),
]);

const ledger = z.strictObject({
  url: z
    .string()
    .regex(/^(sqlite:.+|postgres(ql)?:\/\/.+)$/, {
      error: 'must be sqlite: followed by a path, or a postgres:// URL',
    })
    .prefault('sqlite:./data/cambio.db')
    .describe('The durable store: `sqlite:PATH`, or `postgres://USER:PASSWORD@HOST:PORT/DATABASE`.'),
});

const tokens = z
  .strictObject({
    lifetime: duration
      .prefault('5m')
      .describe('How long a token lives where mapping and target say nothing.'),
    maxLifetime: duration.prefault('15m').describe('The longest any mapping or target can give.'),
  })
  .refine(({ lifetime, maxLifetime }) => lifetime <= maxLifetime, {
    path: ['lifetime'],
    error: 'must not be longer than tokens.maxLifetime',
  });

const rate = z.int().min(1).exactOptional();

const limits = z.strictObject({
  body: size.prefault('64KiB').describe('The largest request body.'),
  token: size.prefault('16KiB').describe('The largest subject or actor token.'),
  nesting: z.int().min(1).max(1000).prefault(32).describe("The deepest nesting of a token's claims."),
  headers: size.prefault('16KiB').describe('The largest set of request headers.'),
  inFlight: z
    .int()
    .min(1)
    .prefault(256)
    .describe(
      'Token requests and introspections that one process serves at the same time. As many again wait, for a second at most; the others are answered 503.',
    ),
  inFlightPerIssuer: z
    .int()
    .min(1)
    .exactOptional()
    .describe(
      'Exchanges for tokens of one issuer served at the same time, once they have verified. Beyond that they are answered 503 at once.',
    ),
  waitingPerIssuer: z
    .int()
    .min(1)
    .prefault(64)
    .describe(
      'Requests that may wait for the keys of one issuer at the same time. Beyond that they are answered 503 at once.',
    ),
  connections: z
    .int()
    .min(1)
    .prefault(4096)
    .describe('Connections to one listener of one process. Beyond that they are closed at once.'),
  failures: z
    .int()
    .min(1)
    .prefault(100)
    .describe(
      'Failed authentications of services that one address may have in a minute; addresses of one IPv6 /64 are one.',
    ),
  inactive: z
    .int()
    .min(1)
    .prefault(3000)
    .describe('Tokens that are not active which one caller of introspection may ask about in a minute.'),
  admin: z
    .int()
    .min(1)
    .prefault(600)
    .describe('Requests to the admin API that one admin may make in a minute.'),
  perAddress: rate.describe(
    'Requests to the token endpoint, and to what people log in by, that one address may make in a minute; addresses of one IPv6 /64 are one.',
  ),
  perIssuer: rate.describe(
    'Exchanges in a minute for tokens of one issuer, once they have verified. For an issuer whose tokens anybody can get.',
  ),
  perWorkload: rate.describe(
    'Exchanges that one workload may ask for in a minute, once its token has verified.',
  ),
});

const egress = z.strictObject({
  proxy: z
    .url({ protocol: /^https?$/, error: 'must be an http or https URL' })
    .exactOptional()
    .describe(
      'HTTP proxy through which the keys of issuers and services are fetched, but for those on a private network.',
    ),
});

const dpop = z.strictObject({
  nonces: z
    .enum(['accepted', 'required'])
    .prefault('accepted')
    .describe(
      'Whether a proof of possession must hold a nonce of this gateway. One that holds a nonce is always checked.',
    ),
});

/** The only source of the settings' types, defaults, JSON Schema and documentation. Holds what works, no more. */
export const settingsSchema = z
  .strictObject({
    issuer: issuer
      .prefault('http://localhost:8080')
      .describe('The public URL, the `iss` of issued tokens. May have a path; https unless loopback.'),
    listen: listen.prefault({}).describe('The public endpoints.'),
    internal: internal.prefault({}).describe('Endpoints for the platform the gateway runs on.'),
    trust: trust.prefault({}).describe('Who may get what.'),
    ledger: ledger.prefault({}).describe('Trust revisions, keys, decisions.'),
    marks: marks.prefault({}).describe('What has been used and must not be again.'),
    replicas,
    workers,
    retention: retention.prefault({}).describe('How long what the ledger keeps is kept.'),
    keys: keys.prefault({}).describe('Signing keys.'),
    tokens: tokens.prefault({}).describe('Bounds for every issued token.'),
    clients: clients
      .prefault([])
      .describe(
        'Registered services: `{id, auth, grants, introspects, …}` each; what else depends on `auth`. Workloads need no registration.',
      ),
    limits: limits.prefault({}).describe('What a request may be at most.'),
    egress: egress.prefault({}).describe('How issuers and services are reached.'),
    dpop: dpop.prefault({}).describe('Proofs of possession (RFC 9449).'),
    admin: admin
      .prefault({})
      .describe('Who administers. What they may do, mappings on the target `admin` say.'),
    audit: audit.prefault({}).describe('The audit trail.'),
    unsafe: unsafe.prefault({}).describe('What the gateway refuses to start with, accepted by name.'),
  })
  .refine(({ listen, internal }) => internal.port === 0 || internal.port !== listen.port, {
    path: ['internal', 'port'],
    error: 'must not be the public port',
  })
  .refine(({ issuer, listen }) => listen.tls === undefined || issuer.startsWith('https:'), {
    path: ['issuer'],
    error: 'must be https where listen.tls is set',
  })
  .refine(
    ({ tokens, retention }) => (retention.decisions ?? Number.POSITIVE_INFINITY) >= tokens.maxLifetime,
    {
      path: ['retention', 'decisions'],
      error: 'must not be shorter than tokens.maxLifetime: while a token lives, its decision is asked for',
    },
  )
  .refine(({ tokens, retention }) => retention.revocations >= tokens.maxLifetime, {
    path: ['retention', 'revocations'],
    error: 'must not be shorter than tokens.maxLifetime: while a token lives, it may be revoked',
  })
  .check(({ value, issues }) => {
    const { listen, clients } = value;
    for (const { path, message } of [
      ...unsharedStores(value),
      ...storesOfOneProcess(value),
      ...dangers(value),
    ]) {
      issues.push({ code: 'custom', input: value, path: [...path], message });
    }
    for (const [index, { auth }] of clients.entries()) {
      const lacking = lackingFor(auth, listen);
      if (lacking === undefined) continue;
      const message = `needs ${lacking}`;
      issues.push({ code: 'custom', input: auth, path: ['clients', index, 'auth'], message });
    }
  });

type Listen = z.output<typeof listen>;
type Auth = z.output<typeof clients>[number]['auth'];

/** The setting without which nobody could authenticate in this way. */
function lackingFor(auth: Auth, told: Listen): string | undefined {
  if (!auth.includes('tls_client_auth')) return undefined;
  if (!seesCertificates(told)) return 'listen.tls or listen.clientCertificateHeader';
  return auth === 'tls_client_auth' && told.clientCa === undefined ? 'listen.clientCa' : undefined;
}

/** Settings with every default filled in. Durations in seconds, sizes in bytes, paths as written. */
export type Settings = z.output<typeof settingsSchema> & {
  /** `documents`: those of `admin.issuers` and `admin.mappings`, read. */
  readonly admin: { readonly documents: readonly AdminDocument[] };
};
