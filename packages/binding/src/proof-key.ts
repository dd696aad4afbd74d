import { type CryptoKey, calculateJwkThumbprint, importJWK } from 'jose';
import { z } from 'zod';
import { decodeCanonical } from './base64url.ts';

/** The algorithms a proof may be signed with, as metadata announces them (RFC 9449 §5.1). Asymmetric only. */
export const PROOF_ALGORITHMS = ['ES256', 'ES384', 'EdDSA', 'Ed25519', 'RS256', 'PS256'] as const;

export type ProofAlgorithm = (typeof PROOF_ALGORITHMS)[number];

/** A coordinate in its one length, leading zeros kept (RFC 7518 §6.2.1.2, RFC 8037 §2). */
function coordinate(length: number) {
  return z.string().refine((text) => decodeCanonical(text)?.length === length);
}

/** From 2048 bits (RFC 7518 §3.3) to 4096, so that nobody buys costly work with a big key; no leading zero. */
const modulus = z.string().refine((text) => {
  const octets = decodeCanonical(text) ?? [];
  return octets.length >= 256 && octets.length <= 512 && (octets[0] ?? 0) >= 0x80;
});

const ecP256 = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: coordinate(32),
  y: coordinate(32),
});
const ecP384 = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-384'),
  x: coordinate(48),
  y: coordinate(48),
});
const ed25519 = z.object({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: coordinate(32) });
const rsa = z.object({ kty: z.literal('RSA'), n: modulus, e: z.literal('AQAB') });

const keySchemas = {
  ES256: ecP256,
  ES384: ecP384,
  EdDSA: ed25519,
  Ed25519: ed25519,
  RS256: rsa,
  PS256: rsa,
} as const satisfies Record<ProofAlgorithm, z.ZodType>;

/** Members that only a private or symmetric key has (RFC 7518 §6). */
const SECRET_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];

const withoutSecrets = z
  .looseObject({})
  .refine((key) => !SECRET_MEMBERS.some((member) => Object.hasOwn(key, member)));

/** A public key out of a proof's header, stripped to the members that make it this key. */
export type ProofKey = z.output<(typeof keySchemas)[ProofAlgorithm]>;

/**
 * Reads a header's `jwk` as a public key for `algorithm`. Each key has exactly one accepted spelling, so that it has
 * exactly one thumbprint: canonical base64url, coordinates in full length, `e` as AQAB. Refuses private and symmetric
 * keys. Ignores `kid`, `use`, `alg` and other members. Does not check that a point is on its curve: `importProofKey` does.
 */
export function readProofKey(jwk: unknown, algorithm: ProofAlgorithm): ProofKey | undefined {
  return withoutSecrets.pipe(keySchemas[algorithm]).safeParse(jwk).data;
}

/** The key ready to verify with; `undefined` where it is no key of its curve. */
export async function importProofKey(
  key: ProofKey,
  algorithm: ProofAlgorithm,
): Promise<CryptoKey | undefined> {
  try {
    const imported = await importJWK(key, algorithm);
    return imported instanceof Uint8Array ? undefined : imported;
  } catch {
    return undefined;
  }
}

/** The `jkt` a token is bound to a key by (RFC 9449 §6.1, RFC 7638). */
export function keyThumbprint(key: ProofKey): Promise<string> {
  return calculateJwkThumbprint(key);
}
