import { GrantType } from '@cambio/oauth';
import type { Middleware } from 'koa';

const MAX_AGE = 300;

/** What the metadata tells of this gateway. */
export interface Announced {
  readonly issuer: string;
  /** Whether services can be registered here: they authenticate by `private_key_jwt`. */
  readonly services: boolean;
  readonly assertionAlgorithms: readonly string[];
  readonly proofAlgorithms: readonly string[];
  /** Algorithms issued tokens are signed with; introspection answers are with the first. */
  readonly signingAlgorithms: readonly string[];
}

/**
 * Both metadata documents (RFC 8414 §2, OpenID Connect Discovery §3): one content, built once, from the
 * configured issuer alone. `response_types_supported` is required although there is no authorization
 * endpoint, so it holds `none`; members OpenID requires of a provider are there for clients that check them.
 */
export function metadataEndpoint(announced: Announced): Middleware {
  const document = metadata(announced);
  return (ctx) => {
    ctx.set('Cache-Control', `public, max-age=${MAX_AGE}`);
    ctx.set('Access-Control-Allow-Origin', '*');
    ctx.body = document;
  };
}

function metadata(announced: Announced) {
  const { issuer, services, assertionAlgorithms, proofAlgorithms, signingAlgorithms } = announced;
  const serviceMethods = services ? ['private_key_jwt'] : [];
  return {
    issuer,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
    response_types_supported: ['none'],
    grant_types_supported: [GrantType.tokenExchange],
    token_endpoint_auth_methods_supported: ['none', ...serviceMethods],
    ...(services && { token_endpoint_auth_signing_alg_values_supported: assertionAlgorithms }),
    introspection_endpoint: `${issuer}/introspect`,
    introspection_endpoint_auth_methods_supported: ['Bearer', 'DPoP', ...serviceMethods],
    ...(services && { introspection_endpoint_auth_signing_alg_values_supported: assertionAlgorithms }),
    introspection_signing_alg_values_supported: signingAlgorithms.slice(0, 1),
    revocation_endpoint: `${issuer}/revoke`,
    revocation_endpoint_auth_methods_supported: ['none', ...serviceMethods],
    ...(services && { revocation_endpoint_auth_signing_alg_values_supported: assertionAlgorithms }),
    dpop_signing_alg_values_supported: proofAlgorithms,
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: signingAlgorithms,
  };
}

/** Where the documents stand for an issuer, with or without a path (RFC 8414 §3.1, OpenID Connect Discovery §4.1). */
export function metadataPaths(basePath: string): readonly string[] {
  const paths = [
    `/.well-known/oauth-authorization-server${basePath}`,
    `${basePath}/.well-known/openid-configuration`,
    `/.well-known/openid-configuration${basePath}`,
    `${basePath}/.well-known/oauth-authorization-server`,
  ];
  return [...new Set(paths)];
}
