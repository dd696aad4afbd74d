import { type CryptoKey, exportJWK, generateKeyPair, type JWK } from 'jose';

/** Every algorithm for signatures that a JWT may name, the asymmetric ones (RFC 7518 §3.1, RFC 9864 §2.2). */
const ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
] as const;

/** A key of its own for each algorithm there is, whether anybody accepts it or not. */
export interface KeyForAlgorithm {
  readonly algorithm: string;
  readonly publicJwk: JWK;
  readonly privateKey: CryptoKey;
}

export function keysOfEveryAlgorithm(): Promise<readonly KeyForAlgorithm[]> {
  return Promise.all(
    ALGORITHMS.map(async (algorithm) => {
      const { privateKey, publicKey } = await generateKeyPair(algorithm);
      const publicJwk = { ...(await exportJWK(publicKey)), kid: algorithm, alg: algorithm };
      return { algorithm, publicJwk, privateKey };
    }),
  );
}
