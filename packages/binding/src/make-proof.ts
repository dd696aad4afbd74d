import type { EpochSeconds } from '@cambio/oauth';
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { accessTokenHash } from './access-token-hash.ts';
import { keyThumbprint, type ProofKey, readProofKey } from './proof-key.ts';

/** A key pair to prove possession with. The private half cannot be taken out of it. */
export interface DpopKey {
  readonly privateKey: CryptoKey;
  readonly publicKey: ProofKey;
  /** What tokens bound to it carry as `cnf.jkt`. */
  readonly thumbprint: string;
}

export interface ProofRequest {
  readonly key: DpopKey;
  /** As it will be sent, in capitals. */
  readonly method: string;
  /** Where the request goes; query and fragment are left out of the proof (RFC 9449 §4.2). */
  readonly url: string;
  readonly now: EpochSeconds;
  /** At least 96 random bits, never used before with this key. */
  readonly jti: string;
  /** The access token the request carries; absent at a token endpoint. */
  readonly accessToken?: string;
  /** The server's newest `DPoP-Nonce`. */
  readonly nonce?: string;
}

const ALGORITHM = 'ES256';

export async function createDpopKey(): Promise<DpopKey> {
  const pair = await generateKeyPair(ALGORITHM);
  const publicKey = readProofKey(await exportJWK(pair.publicKey), ALGORITHM);
  if (publicKey === undefined) throw new TypeError('the runtime made a key that is not P-256');
  return { privateKey: pair.privateKey, publicKey, thumbprint: await keyThumbprint(publicKey) };
}

/** A proof for one request: the value of its `DPoP` header (RFC 9449 §4.2). */
export async function makeDpopProof(request: ProofRequest): Promise<string> {
  const { key, method, url, now, jti, accessToken, nonce } = request;
  const { origin, pathname } = new URL(url);
  const claims = {
    jti,
    htm: method,
    htu: origin + pathname,
    iat: now,
    ...(accessToken !== undefined && { ath: await accessTokenHash(accessToken) }),
    ...(nonce !== undefined && { nonce }),
  };
  return new SignJWT(claims)
    .setProtectedHeader({ typ: 'dpop+jwt', alg: ALGORITHM, jwk: key.publicKey })
    .sign(key.privateKey);
}
