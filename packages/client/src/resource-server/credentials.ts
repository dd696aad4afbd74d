import { err, ok, type Result } from '@cambio/oauth';

/** What came with a request to a service, as far as access tokens go. */
export interface PresentedRequest {
  /** In capitals, as it came. */
  readonly method: string;
  /** Path and query, as they came. */
  readonly target: string;
  /** The `Authorization` header; several joined by commas. */
  readonly authorization?: string;
  /** The `DPoP` header; several joined by commas. */
  readonly dpop?: string;
  /** The client certificate of the connection, in DER, or its SHA-256 thumbprint in base64url. */
  readonly certificate?: Uint8Array | string;
  /** Whether a form in the body has an `access_token`, where somebody has read it. */
  readonly tokenInForm?: boolean;
}

/** How an access token was presented (RFC 6750 §2.1, RFC 9449 §7.1). */
export type Scheme = 'Bearer' | 'DPoP';

export interface Credentials {
  readonly scheme: Scheme;
  readonly token: string;
}

/** Why a request has no token that could be looked at. */
export type BadCredentials =
  | { readonly reason: 'no_credentials' }
  | { readonly reason: 'request_malformed'; readonly detail: string };

/** Scheme names know no case; the token is a token68 (RFC 9110 §11.4). */
const CREDENTIALS = /^(?<scheme>bearer|dpop) +(?<token>[A-Za-z0-9._~+/-]+=*)$/i;

/**
 * Takes the access token out of the `Authorization` header, the only place it is taken from. One in the query or in a
 * form is no credential, and beside the header it spoils the request (RFC 6750 §2, §3.1, RFC 9700 §4.3.2).
 */
export function readCredentials(request: PresentedRequest): Result<Credentials, BadCredentials> {
  const { authorization = '', target, tokenInForm = false } = request;
  if (!/^(bearer|dpop)( |$)/i.test(authorization)) return err({ reason: 'no_credentials' });

  const { scheme, token } = CREDENTIALS.exec(authorization)?.groups ?? {};
  if (scheme === undefined || token === undefined) return malformed('the credentials are not one token');
  if (tokenInForm || hasTokenInQuery(target)) return malformed('a token is in two places');
  return ok({ scheme: scheme.toLowerCase() === 'dpop' ? 'DPoP' : 'Bearer', token });
}

function hasTokenInQuery(target: string): boolean {
  const [, query = ''] = target.split(/\?(.*)/s);
  return new URLSearchParams(query).has('access_token');
}

function malformed(detail: string) {
  return err({ reason: 'request_malformed', detail } as const);
}
