import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { JWK } from 'oidc-provider';

/** Seconds: an assertion is made and used within one request. */
const LIFETIME = 30;

/**
 * Vouches to the framework for a service that was authenticated by an upstream token, of which the framework knows
 * nothing: by a client assertion under a key that exists in this process alone. The service is registered with that key, so nothing
 * but a voucher gets it in.
 */
export interface Voucher {
  readonly publicKey: JWK;
  /** A client assertion (RFC 7523 §2.2) for a service that has been authenticated. */
  assertionFor(client: string): Promise<string>;
}

/** @param now milliseconds since the epoch */
export async function createVoucher(issuer: string, now: () => number): Promise<Voucher> {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const jwk = await exportJWK(publicKey);
  return {
    publicKey: { ...jwk, kty: 'EC', alg: 'ES256' },
    assertionFor: (client) => {
      const iat = Math.floor(now() / 1000);
      return new SignJWT({
        iss: client,
        sub: client,
        aud: issuer,
        iat,
        exp: iat + LIFETIME,
        jti: randomUUID(),
      })
        .setProtectedHeader({ alg: 'ES256' })
        .sign(privateKey);
    },
  };
}
