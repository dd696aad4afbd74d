import type { SignatureAlgorithm } from '@cambio/claims';

/** Everything a signature check depends on (RFC 7518 §3.1, RFC 8037 §3.1, RFC 9864 §2.2). */
export type Algorithm =
  | {
      readonly name: SignatureAlgorithm;
      readonly scheme: 'pkcs1' | 'pss';
      readonly kty: 'RSA';
      readonly hash: string;
    }
  | {
      readonly name: SignatureAlgorithm;
      readonly scheme: 'ecdsa';
      readonly kty: 'EC';
      readonly crv: string;
      readonly hash: string;
      /** Octets of `r`, and of `s`. */
      readonly width: number;
    }
  | {
      readonly name: SignatureAlgorithm;
      readonly scheme: 'eddsa';
      readonly kty: 'OKP';
      readonly crv: string;
    };

const ALGORITHMS: readonly Algorithm[] = [
  { name: 'RS256', scheme: 'pkcs1', kty: 'RSA', hash: 'sha256' },
  { name: 'RS384', scheme: 'pkcs1', kty: 'RSA', hash: 'sha384' },
  { name: 'RS512', scheme: 'pkcs1', kty: 'RSA', hash: 'sha512' },
  { name: 'PS256', scheme: 'pss', kty: 'RSA', hash: 'sha256' },
  { name: 'PS384', scheme: 'pss', kty: 'RSA', hash: 'sha384' },
  { name: 'PS512', scheme: 'pss', kty: 'RSA', hash: 'sha512' },
  { name: 'ES256', scheme: 'ecdsa', kty: 'EC', crv: 'P-256', hash: 'sha256', width: 32 },
  { name: 'ES384', scheme: 'ecdsa', kty: 'EC', crv: 'P-384', hash: 'sha384', width: 48 },
  { name: 'ES512', scheme: 'ecdsa', kty: 'EC', crv: 'P-521', hash: 'sha512', width: 66 },
  { name: 'EdDSA', scheme: 'eddsa', kty: 'OKP', crv: 'Ed25519' },
  { name: 'Ed25519', scheme: 'eddsa', kty: 'OKP', crv: 'Ed25519' },
];

const BY_NAME: ReadonlyMap<string, Algorithm> = new Map(ALGORITHMS.map((known) => [known.name, known]));

/** By exact name; `none`, HMAC and everything else is unknown. */
export function algorithmNamed(name: string): Algorithm | undefined {
  return BY_NAME.get(name);
}
