import { CompactSign, type CryptoKey, exportJWK, generateKeyPair, type JWK } from 'jose';

/** A key pair a caller might use, public half as JWK. */
export interface CallerKey {
  readonly algorithm: string;
  readonly privateKey: CryptoKey;
  readonly publicJwk: JWK;
}

export async function callerKey(algorithm: string, modulusLength = 2048): Promise<CallerKey> {
  const { privateKey, publicKey } = await generateKeyPair(algorithm, { modulusLength, extractable: true });
  return { algorithm, privateKey, publicJwk: await exportJWK(publicKey) };
}

export interface Changes {
  readonly header?: Readonly<Record<string, unknown>>;
  readonly claims?: Readonly<Record<string, unknown>>;
}

export const NOW = 1_800_000_000;
export const TOKEN_URL = 'https://tokens.example/sts/token';

const VALID_CLAIMS = { jti: 'e7f3a6b2c1d04958', htm: 'POST', htu: TOKEN_URL, iat: NOW };

/** A valid proof but for the changes; a member set to `undefined` is left out. */
export function signedProof(key: CallerKey, { header, claims }: Changes = {}): Promise<string> {
  const payload = JSON.stringify({ ...VALID_CLAIMS, ...claims });
  const defined = { typ: 'dpop+jwt', alg: key.algorithm, jwk: key.publicJwk, ...header };
  return new CompactSign(new TextEncoder().encode(payload))
    .setProtectedHeader(JSON.parse(JSON.stringify(defined)))
    .sign(key.privateKey, { crit: { 'urn:example': false } });
}

/** The first two parts of a proof as given, with a signature that is none. */
export function forgedProof(header: unknown, claims: unknown = VALID_CLAIMS, signature = 'AAAA'): string {
  return [header, claims].map(encode).concat(signature).join('.');
}

export function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
