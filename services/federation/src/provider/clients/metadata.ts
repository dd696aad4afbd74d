import { GrantType, type JsonObject } from '@cambio/oauth';
import type { ClientMetadata, JWK } from 'oidc-provider';
import type { SubjectKind } from '../../certificate/subject.ts';
import { nameOfKeys } from './published-keys.ts';
import type { RegisteredService } from './registered-service.ts';

const GRANT_TYPES: Readonly<Record<RegisteredService['grants'][number], GrantType>> = {
  'token-exchange': GrantType.tokenExchange,
  client_credentials: GrantType.clientCredentials,
  'jwt-bearer': GrantType.jwtBearer,
};

/** The grants a service may use, as they are called on the wire. */
export function grantTypesOf({ grants }: RegisteredService): readonly GrantType[] {
  return grants.map((grant) => GRANT_TYPES[grant]);
}

/** How a service authenticates, as it is called on the wire: to its sender, an upstream token is an assertion as any other. */
export function announcedMethod({
  auth,
}: RegisteredService): Exclude<RegisteredService['auth'], 'federated'> {
  return auth === 'federated' ? 'private_key_jwt' : auth;
}

/**
 * What the framework is told of a service (RFC 7591 §2).
 *
 * @param voucherKey the key that vouches for services authenticated by an upstream token, see `voucher.ts`
 */
export function clientMetadata(service: RegisteredService, voucherKey: JWK): ClientMetadata {
  return {
    client_id: service.id,
    grant_types: [...grantTypesOf(service)],
    redirect_uris: [],
    response_types: [],
    ...authentication(service, voucherKey),
  };
}

function authentication(service: RegisteredService, voucherKey: JWK): Omit<ClientMetadata, 'client_id'> {
  switch (service.auth) {
    case 'private_key_jwt':
    case 'self_signed_tls_client_auth':
      return { token_endpoint_auth_method: service.auth, ...keysOf(service) };
    case 'tls_client_auth':
      return { token_endpoint_auth_method: service.auth, ...subjectOf(service.certificate) };
    case 'federated':
      return { token_endpoint_auth_method: 'private_key_jwt', jwks: { keys: [voucherKey] } };
  }
}

type ServiceWithKeys = Extract<RegisteredService, { readonly jwks?: unknown }>;

function keysOf({ id, jwks, jwksUri }: ServiceWithKeys): Pick<ClientMetadata, 'jwks' | 'jwks_uri'> {
  if (jwksUri !== undefined) return { jwks_uri: nameOfKeys(id) };
  return { jwks: { keys: (jwks?.keys ?? []).map(toJwk) } };
}

function toJwk(key: JsonObject & Pick<JWK, 'kty'>): JWK {
  return { ...key } as JWK;
}

type RegisteredSubject = Extract<RegisteredService, { readonly auth: 'tls_client_auth' }>['certificate'];

function subjectOf(certificate: RegisteredSubject): Partial<Record<SubjectKind, string>> {
  const said: Readonly<Record<SubjectKind, string | undefined>> = {
    tls_client_auth_subject_dn: certificate.subjectDn,
    tls_client_auth_san_dns: certificate.sanDns,
    tls_client_auth_san_uri: certificate.sanUri,
    tls_client_auth_san_ip: certificate.sanIp,
    tls_client_auth_san_email: certificate.sanEmail,
  };
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
}
