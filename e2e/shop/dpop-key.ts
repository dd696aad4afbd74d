import { createHash, randomUUID } from 'node:crypto';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, SignJWT } from 'jose';

/** A key whose possession is proven request by request (RFC 9449). */
export interface DpopKey {
  readonly thumbprint: string;
  /** The `DPoP` header of one request: for the access token that goes with it, with the server's nonce, where there is one. */
  readonly prove: (url: string, accessToken?: string, nonce?: string) => Promise<string>;
}

export async function createDpopKey(): Promise<DpopKey> {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const jwk = await exportJWK(publicKey);
  return {
    thumbprint: await calculateJwkThumbprint(jwk),
    prove: (htu, accessToken, nonce) => {
      const ath =
        accessToken === undefined
          ? {}
          : { ath: createHash('sha256').update(accessToken).digest('base64url') };
      return new SignJWT({
        htm: 'POST',
        htu,
        jti: randomUUID(),
        ...ath,
        ...(nonce !== undefined && { nonce }),
      })
        .setProtectedHeader({ typ: 'dpop+jwt', alg: 'ES256', jwk })
        .setIssuedAt()
        .sign(privateKey);
    },
  };
}
