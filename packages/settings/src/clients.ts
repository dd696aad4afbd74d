import { z } from 'zod';
import { canonicalName } from './distinguished-name.ts';

/** Members of a JWK that only a private or symmetric key has (RFC 7518 §6). */
const SECRET_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];

const publicKey = z
  .object({
    kty: z.enum(['EC', 'RSA', 'OKP']).describe('Key type.'),
    kid: z.string().min(1).exactOptional().describe('Key id.'),
    alg: z.string().exactOptional().describe('The one algorithm the key is for.'),
    x5c: z
      .array(z.base64({ error: 'must be base64' }))
      .min(1)
      .exactOptional()
      .describe('Certificates in base64, that of the key first (RFC 7517 §4.7).'),
  })
  .catchall(z.json())
  .refine((key) => !SECRET_MEMBERS.some((member) => Object.hasOwn(key, member)), {
    error: 'must be a public key; this one holds private members',
  })
  .describe('A public key as a JWK (RFC 7517).');

/** Without a colon: `mapping:ID` is the `client_id` of workloads, which have no registration. */
const CLIENT_ID = /^[A-Za-z0-9][A-Za-z0-9._~-]{0,127}$/;

/** The clients by which people log in: every gateway has them. */
export const BUILT_IN_CLIENTS = { console: 'cambio-console', commandLine: 'cambio-cli' } as const;

const RESERVED: ReadonlySet<string> = new Set(Object.values(BUILT_IN_CLIENTS));

const identity = {
  id: z
    .string()
    .regex(CLIENT_ID, { error: 'must be 1 to 128 letters, digits, or . _ ~ -' })
    .refine((id) => !RESERVED.has(id), {
      error:
        'is built in: people log in by cambio-console and cambio-cli, so that no service can have the name',
    })
    .describe('The `client_id`.'),
  grants: z
    .array(z.enum(['token-exchange', 'client_credentials', 'jwt-bearer']))
    .min(1)
    .prefault(['token-exchange'])
    .describe('Grants the service may use.'),
  introspects: z
    .array(z.string().min(1))
    .prefault([])
    .describe('The audiences whose tokens it may introspect; of every other token it learns nothing.'),
};

const keySource = {
  jwks: z
    .strictObject({ keys: z.array(publicKey).min(1).describe('At least one key.') })
    .exactOptional()
    .describe('Its public keys, written here.'),
  jwksUri: z
    .string()
    .refine((text) => /^https?:$/.test(URL.parse(text)?.protocol ?? ''), {
      error: 'must be an http or https URL',
    })
    .exactOptional()
    .describe('Where its public keys are published.'),
  ca: z.string().min(1).exactOptional().describe('PEM: the only authority trusted for `jwksUri`.'),
  allowPrivateNetwork: z
    .boolean()
    .exactOptional()
    .describe('Whether `jwksUri` may be on a private network; false by default.'),
};

interface KeySource {
  readonly jwks?: unknown;
  readonly jwksUri?: unknown;
  readonly ca?: unknown;
  readonly allowPrivateNetwork?: unknown;
}

const hasOneSource = ({ jwks, jwksUri }: KeySource) => (jwks === undefined) !== (jwksUri === undefined);
const ONE_SOURCE = { error: 'must have either jwks or jwksUri' };

const fetchesWhatItSays = ({ jwksUri, ca, allowPrivateNetwork }: KeySource) =>
  jwksUri !== undefined || (ca === undefined && allowPrivateNetwork === undefined);
const FETCH_ONLY = { error: 'has ca or allowPrivateNetwork, which go with jwksUri' };

const byAssertion = z
  .strictObject({
    ...identity,
    auth: z.literal('private_key_jwt').describe('By a JWT signed with its own key (RFC 7523 §2.2).'),
    ...keySource,
  })
  .refine(hasOneSource, ONE_SOURCE)
  .refine(fetchesWhatItSays, FETCH_ONLY);

const text = z.string().min(1);

/** What a certificate must say (RFC 8705 §2.1.2): exactly one of these. */
const certificate = z
  .strictObject({
    subjectDn: text
      .refine((name) => canonicalName(name) !== undefined, {
        error: 'must be a distinguished name such as CN=orders,O=Acme (RFC 4514)',
      })
      .exactOptional()
      .describe('Its subject (RFC 4514).'),
    sanDns: text.exactOptional().describe('A DNS name among its subject alternative names.'),
    sanUri: text.exactOptional().describe('A URI among them.'),
    sanIp: z
      .union([z.ipv4(), z.ipv6()], { error: 'must be an IP address' })
      .exactOptional()
      .describe('An IP address among them.'),
    sanEmail: text.exactOptional().describe('An email address among them.'),
  })
  .refine((said) => Object.keys(said).length === 1, {
    error: 'must have exactly one of subjectDn, sanDns, sanUri, sanIp, sanEmail',
  });

const byCertificate = z.strictObject({
  ...identity,
  auth: z
    .literal('tls_client_auth')
    .describe('By a certificate of an authority in `listen.clientCa` (RFC 8705 §2.1).'),
  certificate: certificate.describe('What the certificate must say.'),
});

const byOwnCertificate = z
  .strictObject({
    ...identity,
    auth: z
      .literal('self_signed_tls_client_auth')
      .describe('By a certificate registered here (RFC 8705 §2.2).'),
    ...keySource,
  })
  .refine(hasOneSource, ONE_SOURCE)
  .refine(fetchesWhatItSays, FETCH_ONLY)
  .refine(({ jwks }) => jwks === undefined || jwks.keys.every(({ x5c }) => x5c !== undefined), {
    path: ['jwks'],
    error: 'must have the certificate of each key as x5c',
  });

const byUpstreamToken = z.strictObject({
  ...identity,
  auth: z
    .literal('federated')
    .describe('By a token of a trusted issuer that a mapping allows to be this service.'),
});

const client = z
  .discriminatedUnion('auth', [byAssertion, byCertificate, byOwnCertificate, byUpstreamToken])
  .describe('A registered service.');

export const clients = z
  .array(client)
  .refine((list) => new Set(list.map(({ id }) => id)).size === list.length, {
    error: 'must not name one id twice',
  });
