import { GrantType } from '@cambio/oauth';
import type { Middleware } from 'koa';

const MAX_AGE = 300;

/** What the metadata tells of this gateway. */
export interface Announced {
  readonly issuer: string;
  /** How the registered services authenticate; none where there are no services. */
  readonly authenticationMethods: readonly string[];
  readonly assertionAlgorithms: readonly string[];
  /** The grants that registered services may use. */
  readonly grantTypes: readonly string[];
  /** Whether clients can show a certificate. */
  readonly certificates: boolean;
  readonly proofAlgorithms: readonly string[];
  /** Algorithms issued tokens are signed with; introspection answers are with the first. */
  readonly signingAlgorithms: readonly string[];
  /** Whether people can log in. */
  readonly people: boolean;
}

/**
 * Both metadata documents (RFC 8414 §2, OpenID Connect Discovery §3): one content, built once, from the
 * configured issuer alone. `response_types_supported` is required even where there is no authorization
 * endpoint: it then holds `none`; members OpenID requires of a provider are there for clients that check them.
 */
export function metadataEndpoint(announced: Announced): Middleware {
  const document = metadata(announced);
  return (ctx) => {
    ctx.set('Cache-Control', `public, max-age=${MAX_AGE}`);
    ctx.set('Access-Control-Allow-Origin', '*');
    ctx.body = document;
  };
}

/** How people get a token of their own (RFC 6749 §4.1, RFC 8628). */
const PEOPLE_GRANTS = ['authorization_code', 'urn:ietf:params:oauth:grant-type:device_code'];

function metadata(announced: Announced) {
  const { issuer, certificates, proofAlgorithms, signingAlgorithms, people } = announced;
  const grantTypes = [...announced.grantTypes, ...(people ? PEOPLE_GRANTS : [])];
  const methods = distinct(announced.authenticationMethods);
  const bySignature = methods.includes('private_key_jwt');
  const algorithms = bySignature ? announced.assertionAlgorithms : undefined;
  const endpoints = {
    token_endpoint: `${issuer}/token`,
    introspection_endpoint: `${issuer}/introspect`,
    revocation_endpoint: `${issuer}/revoke`,
  };
  return {
    issuer,
    ...endpoints,
    jwks_uri: `${issuer}/jwks`,
    response_types_supported: [people ? 'code' : 'none'],
    ...(people && {
      authorization_endpoint: `${issuer}/authorize`,
      device_authorization_endpoint: `${issuer}/device_authorization`,
      code_challenge_methods_supported: ['S256'],
      authorization_response_iss_parameter_supported: true,
    }),
    grant_types_supported: distinct([GrantType.tokenExchange, ...grantTypes]),
    token_endpoint_auth_methods_supported: ['none', ...methods],
    token_endpoint_auth_signing_alg_values_supported: algorithms,
    introspection_endpoint_auth_methods_supported: ['Bearer', 'DPoP', ...methods],
    introspection_endpoint_auth_signing_alg_values_supported: algorithms,
    introspection_signing_alg_values_supported: signingAlgorithms.slice(0, 1),
    revocation_endpoint_auth_methods_supported: ['none', ...methods],
    revocation_endpoint_auth_signing_alg_values_supported: algorithms,
    dpop_signing_alg_values_supported: proofAlgorithms,
    ...(certificates && {
      tls_client_certificate_bound_access_tokens: true,
      mtls_endpoint_aliases: endpoints,
    }),
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: signingAlgorithms,
  };
}

function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
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
