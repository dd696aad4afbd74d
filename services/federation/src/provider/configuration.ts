import type { Marks } from '@cambio/sts';
import { type Adapter, type Configuration, errors, type JWK } from 'oidc-provider';
import type { ReadCertificate } from '../certificate/presented.ts';
import { type SubjectKind, saysSubject } from '../certificate/subject.ts';
import { createAdapter } from './adapter.ts';
import { clientMetadata } from './clients/metadata.ts';
import type { RegisteredService } from './clients/registered-service.ts';

/** Asymmetric only: nothing here is ever authenticated by a shared secret. */
export const ASSERTION_ALGORITHMS = ['ES256', 'ES384', 'RS256', 'PS256', 'EdDSA'] as const;

/** Header `typ` of a client assertion; the first is the one rfc7523bis wants, absent and `JWT` are common. */
const ASSERTION_TYPES: readonly unknown[] = ['client-authentication+jwt', 'jwt', undefined];

/** Seconds from `iat` to `exp` of a client assertion at the most, and the leeway its times are judged with. */
const MAX_ASSERTION_LIFETIME = 600;
const CLOCK_TOLERANCE = 30;

export interface FrameworkParts {
  readonly services: readonly RegisteredService[];
  readonly marks: Marks;
  /** What the framework finds and destroys tokens in, for introspection and revocation. */
  readonly accessTokens: Adapter;
  readonly readCertificate: ReadCertificate;
  /** Gets a service's published keys. */
  readonly fetch: (url: string | URL | Request) => Promise<Response>;
  /** The key of the voucher. */
  readonly voucherKey: JWK;
  /** A private key the framework insists on; it signs nothing. */
  readonly ownKey: JWK;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/**
 * The framework's whole configuration: client authentication, the endpoints clients use, and nothing it does not need
 * for those. Whether a client may introspect or revoke a token is decided behind its storage.
 */
export function configuration(parts: FrameworkParts): Configuration {
  return {
    adapter: createAdapter(parts.marks, parts.accessTokens, parts.now),
    clients: parts.services.map((service) => clientMetadata(service, parts.voucherKey)),
    clientAuthMethods: ['private_key_jwt', 'tls_client_auth', 'self_signed_tls_client_auth'],
    clientDefaults: {
      id_token_signed_response_alg: 'ES256',
      introspection_signed_response_alg: 'ES256',
    },
    enabledJWA: { clientAuthSigningAlgValues: [...ASSERTION_ALGORITHMS] },
    clockTolerance: CLOCK_TOLERANCE,
    assertJwtClientAuthClaimsAndHeader: clientAssertionCheck(parts.now),
    fetch: parts.fetch,
    jwks: { keys: [parts.ownKey] },
    responseTypes: ['none'],
    scopes: [],
    routes: { introspection: '/introspect', revocation: '/revoke' },
    features: {
      introspection: { enabled: true, allowedPolicy: () => true },
      revocation: { enabled: true, allowedPolicy: () => true },
      mTLS: mutualTls(parts.readCertificate),
      devInteractions: { enabled: false },
      dPoP: { enabled: false },
      resourceIndicators: { enabled: false },
      userinfo: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
    },
  };
}

/** Authentication by certificate (RFC 8705 §2). Tokens are bound to it by the exchange, not here. */
function mutualTls(readCertificate: ReadCertificate): NonNullable<Configuration['features']>['mTLS'] {
  return {
    enabled: true,
    tlsClientAuth: true,
    selfSignedTlsClientAuth: true,
    certificateBoundAccessTokens: false,
    getCertificate: (ctx) => readCertificate(ctx.req)?.certificate,
    certificateAuthorized: (ctx) => readCertificate(ctx.req)?.trusted === true,
    certificateSubjectMatches: (ctx, kind: SubjectKind, registered) => {
      const presented = readCertificate(ctx.req);
      return presented !== undefined && saysSubject(presented.certificate, kind, registered);
    },
  };
}

/**
 * What the framework leaves open of a client assertion: its audience is this issuer and nothing else, so that one made
 * for another server cannot be used here; it was made by now and does not live long; it is not another kind of token.
 */
function clientAssertionCheck(now: () => number): AssertionCheck {
  return async ({ oidc }, { aud, iat, exp }, { typ }) => {
    if ([aud].flat().length !== 1 || [aud].flat()[0] !== oidc.issuer)
      refuse('audience is not the issuer alone');
    if (typeof iat !== 'number' || iat > now() / 1000 + CLOCK_TOLERANCE) refuse('iat is missing or ahead');
    else if (Number(exp) - iat > MAX_ASSERTION_LIFETIME) refuse('lives too long');
    if (!ASSERTION_TYPES.includes(mediaType(typ))) refuse('typ is not that of a client assertion');
  };
}

type AssertionCheck = NonNullable<Configuration['assertJwtClientAuthClaimsAndHeader']>;

/** A `typ` without what RFC 7515 §4.1.9 lets senders add. */
function mediaType(typ: unknown): unknown {
  return typeof typ === 'string' ? typ.toLowerCase().replace(/^application\//, '') : typ;
}

function refuse(detail: string): never {
  throw new errors.InvalidClientAuth(detail);
}
