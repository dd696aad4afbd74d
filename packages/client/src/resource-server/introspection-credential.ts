import { type EpochSeconds, err, JWT_BEARER_ASSERTION, ok, type Result } from '@cambio/oauth';
import { type CryptoKey, type JWK, SignJWT } from 'jose';
import type { TokenSource } from '../sources/source.ts';

/** What a request to the introspection endpoint carries, so that the gateway knows who asks. */
export interface CallerProof {
  readonly headers: Readonly<Record<string, string>>;
  readonly parameters: Readonly<Record<string, string>>;
}

/** How a service shows the gateway who it is (RFC 7662 §2.1). Gives the reason, where it cannot. */
export type IntrospectionCredential = (asked: {
  readonly issuer: string;
  readonly audience: string;
  readonly now: EpochSeconds;
}) => Promise<Result<CallerProof, string>>;

export interface ClientKey {
  /** The id the service is registered by. */
  readonly clientId: string;
  /** The private key, as Web Crypto has it or as a JWK. */
  readonly key: CryptoKey | JWK;
  readonly algorithm: string;
  /** Needed where the client is registered with several keys. */
  readonly keyId?: string;
}

/** Seconds an assertion is good for. */
const LIFETIME = 60;

/** A registered service, by an assertion it signs for each request (RFC 7523 §2.2): its audience is the issuer. */
export function privateKeyJwt({ clientId, key, algorithm, keyId }: ClientKey): IntrospectionCredential {
  const header = { alg: algorithm, ...(keyId !== undefined && { kid: keyId }) };
  return async ({ issuer, now }) => {
    const claims = { iss: clientId, sub: clientId, aud: issuer, iat: now, exp: now + LIFETIME };
    const assertion = await new SignJWT({ ...claims, jti: crypto.randomUUID() })
      .setProtectedHeader(header)
      .sign(key);
    const parameters = {
      client_id: clientId,
      client_assertion_type: JWT_BEARER_ASSERTION,
      client_assertion: assertion,
    };
    return ok({ headers: {}, parameters });
  };
}

/** A service that has a token of the gateway for the same audience: it asks for what it was itself called with. */
export function bearerToken(source: TokenSource): IntrospectionCredential {
  return async ({ audience }) => {
    const own = await source.token(audience);
    if (!own.ok) return err(own.error.detail);
    return ok({ headers: { authorization: `Bearer ${own.value.token}` }, parameters: {} });
  };
}
