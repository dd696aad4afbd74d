import { GrantType, type JsonObject } from '@cambio/oauth';
import type { Marks } from '@cambio/sts';
import { type Adapter, type ClientMetadata, type Configuration, errors, type JWK } from 'oidc-provider';
import { createAdapter } from './adapter.ts';

/** A service that may use the service door. */
export interface RegisteredService {
  readonly id: string;
  readonly jwks: { readonly keys: readonly JsonObject[] };
  /** The audiences it may introspect tokens for. */
  readonly introspects: readonly string[];
}

/** Asymmetric only: nothing here is ever authenticated by a shared secret. */
export const ASSERTION_ALGORITHMS = ['ES256', 'ES384', 'RS256', 'PS256', 'EdDSA'] as const;

/** Seconds from `iat` to `exp` of a client assertion at the most, and the leeway its times are judged with. */
const MAX_ASSERTION_LIFETIME = 600;
const CLOCK_TOLERANCE = 30;

/**
 * The framework's whole configuration: client authentication, the endpoints clients use, and nothing it does not need
 * for those. Whether a client may introspect or revoke a token is decided behind its storage.
 */
export function configuration(
  services: readonly RegisteredService[],
  marks: Marks,
  accessTokens: Adapter,
  now: () => number,
  ownKey: JWK,
): Configuration {
  return {
    adapter: createAdapter(marks, accessTokens, now),
    clients: services.map(clientMetadata),
    clientAuthMethods: ['private_key_jwt'],
    clientDefaults: {
      id_token_signed_response_alg: 'ES256',
      introspection_signed_response_alg: 'ES256',
    },
    enabledJWA: { clientAuthSigningAlgValues: [...ASSERTION_ALGORITHMS] },
    clockTolerance: CLOCK_TOLERANCE,
    assertJwtClientAuthClaimsAndHeader: assertClientAssertion,
    jwks: { keys: [ownKey] },
    responseTypes: ['none'],
    scopes: [],
    routes: { introspection: '/introspect', revocation: '/revoke' },
    features: {
      introspection: { enabled: true, allowedPolicy: () => true },
      revocation: { enabled: true, allowedPolicy: () => true },
      devInteractions: { enabled: false },
      dPoP: { enabled: false },
      resourceIndicators: { enabled: false },
      userinfo: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
    },
  };
}

function clientMetadata({ id, jwks }: RegisteredService): ClientMetadata {
  return {
    client_id: id,
    token_endpoint_auth_method: 'private_key_jwt',
    grant_types: [GrantType.tokenExchange],
    redirect_uris: [],
    response_types: [],
    jwks: { keys: jwks.keys.map((key) => ({ ...key }) as JWK) },
  };
}

/**
 * What the framework leaves open of a client assertion: its audience is this issuer and nothing else, so that
 * one made for another server cannot be used here, and it does not live long.
 */
async function assertClientAssertion(
  ctx: { oidc: { issuer: string } },
  claims: Record<string, unknown>,
): Promise<void> {
  const audience = Array.isArray(claims.aud) && claims.aud.length === 1 ? claims.aud[0] : claims.aud;
  if (audience !== ctx.oidc.issuer) throw new errors.InvalidClientAuth('audience is not the issuer alone');
  const issuedAt = claims.iat;
  if (typeof issuedAt !== 'number' || Number(claims.exp) - issuedAt > MAX_ASSERTION_LIFETIME) {
    throw new errors.InvalidClientAuth('assertion has no iat or lives too long');
  }
}
