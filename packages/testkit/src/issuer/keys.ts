import { type CryptoKey, exportJWK, generateKeyPair } from 'jose';

/** The algorithms the platforms sign with. */
export const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'ES384', 'EdDSA'] as const;

export type Algorithm = (typeof ALGORITHMS)[number];

/** A public JWK (RFC 7517 §4): every member of one is text. */
export type PublicJwk = Readonly<Record<string, string>>;

/** One key pair of an issuer. */
export interface SigningKey {
  readonly kid: string;
  readonly algorithm: Algorithm;
  readonly privateKey: CryptoKey;
  readonly publicJwk: PublicJwk;
}

/** RSA keys have 2048 bits. `use` is `sig` for OpenID providers and `jwt-svid` in a SPIFFE bundle. */
export async function generateKey(kid: string, algorithm: Algorithm, use = 'sig'): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair(algorithm, { modulusLength: 2048 });
  const jwk = await exportJWK(publicKey);
  const members = Object.entries(jwk).map(([name, value]) => [name, String(value)] as const);
  return {
    kid,
    algorithm,
    privateKey,
    publicJwk: { ...Object.fromEntries(members), kid, alg: algorithm, use },
  };
}

/** An issuer's keys: the newest signs, and the one before it stays published until the next rotation. */
export interface KeyRing {
  readonly signing: () => SigningKey;
  readonly published: () => readonly PublicJwk[];
  /** Grows by one with every rotation, starting at 1. */
  readonly generation: () => number;
  /** `overlap: false` withdraws every earlier key at once, as after a leak. */
  readonly rotate: (options?: { readonly overlap?: boolean }) => Promise<void>;
}

export async function createKeyRing(name: string, algorithm: Algorithm, use?: string): Promise<KeyRing> {
  let generation = 1;
  let current = await generateKey(`${name}-${generation}`, algorithm, use);
  let previous: SigningKey | undefined;
  return {
    signing: () => current,
    published: () => (previous === undefined ? [current] : [current, previous]).map((key) => key.publicJwk),
    generation: () => generation,
    rotate: async ({ overlap = true } = {}) => {
      const next = await generateKey(`${name}-${generation + 1}`, algorithm, use);
      generation += 1;
      previous = overlap ? current : undefined;
      current = next;
    },
  };
}
