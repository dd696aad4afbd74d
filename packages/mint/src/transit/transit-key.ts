import { createHash, createPublicKey, type JsonWebKey } from 'node:crypto';
import { z } from 'zod';
import type { SigningAlgorithm } from '../signing-algorithm.ts';

/** Which version of which Transit key signs. */
export interface TransitKeyName {
  readonly name: string;
  readonly version: number;
}

const REFERENCE = /^transit:v1:(?<name>[\w.-]+):(?<version>[1-9]\d{0,8})$/;

/** What is stored of a key that Transit keeps: where it is. */
export function referenceTo({ name, version }: TransitKeyName): string {
  return `transit:v1:${name}:${version}`;
}

export function isReference(sealed: string): boolean {
  return sealed.startsWith('transit:');
}

export function readReference(sealed: string): TransitKeyName | undefined {
  const { name, version } = REFERENCE.exec(sealed)?.groups ?? {};
  return name === undefined ? undefined : { name, version: Number(version) };
}

/** `GET keys/:name`: the public key of every version that is left. */
export const keySchema = z.object({
  data: z.object({
    type: z.string(),
    latest_version: z.int().min(1),
    keys: z.record(z.string(), z.object({ public_key: z.string() })),
  }),
});

/** `POST sign/:name`. */
export const signatureSchema = z.object({ data: z.object({ signature: z.string() }) });

interface TransitAlgorithm {
  readonly types: readonly string[];
  /** What the request says beside the input, which is a digest wherever the algorithm signs one. */
  readonly options: object;
  readonly digest?: 'sha256' | 'sha384';
  /** Bytes of a signature; RSA's are as long as its key. */
  readonly length?: number;
}

const TRANSIT: Readonly<Record<SigningAlgorithm, TransitAlgorithm>> = {
  ES256: {
    types: ['ecdsa-p256'],
    options: { hash_algorithm: 'sha2-256', prehashed: true },
    digest: 'sha256',
    length: 64,
  },
  ES384: {
    types: ['ecdsa-p384'],
    options: { hash_algorithm: 'sha2-384', prehashed: true },
    digest: 'sha384',
    length: 96,
  },
  RS256: {
    types: ['rsa-2048', 'rsa-3072', 'rsa-4096'],
    options: { hash_algorithm: 'sha2-256', prehashed: true, signature_algorithm: 'pkcs1v15' },
    digest: 'sha256',
  },
  // Ed25519 hashes for itself (RFC 8032 §5.1.6): the whole input goes there.
  EdDSA: { types: ['ed25519'], options: {}, length: 64 },
};

/** Whether a Transit key of this type signs with this algorithm. */
export function fits(type: string, algorithm: SigningAlgorithm): boolean {
  return TRANSIT[algorithm].types.includes(type);
}

/** The request that has `input` signed. Of a token only its digest leaves the gateway, but for EdDSA. */
export function signRequest(input: Buffer, algorithm: SigningAlgorithm, version: number): object {
  const { digest, options } = TRANSIT[algorithm];
  const signed = digest === undefined ? input : createHash(digest).update(input).digest();
  return {
    input: signed.toString('base64'),
    key_version: version,
    marshaling_algorithm: 'jws',
    ...options,
  };
}

/** The raw signature in `vault:v3:<base64url>`; `undefined` where it is of another version, or of a wrong length. */
export function readSignature(
  text: string,
  algorithm: SigningAlgorithm,
  version: number,
): Buffer | undefined {
  const [, found, encoded] = /^\w+:v(\d+):([\w+/=-]+)$/.exec(text) ?? [];
  if (encoded === undefined || Number(found) !== version) return undefined;
  const signature = Buffer.from(encoded, 'base64url');
  const { length = signature.length } = TRANSIT[algorithm];
  return signature.length === length && length > 0 ? signature : undefined;
}

/** A public key as Transit writes it: PEM, or the bare 32 bytes of Ed25519 in base64. `undefined` for anything else. */
export function readPublicKey(text: string, algorithm: SigningAlgorithm): JsonWebKey | undefined {
  try {
    const jwk =
      algorithm === 'EdDSA'
        ? ({ kty: 'OKP', crv: 'Ed25519', x: Buffer.from(text, 'base64').toString('base64url') } as const)
        : undefined;
    const key = jwk === undefined ? createPublicKey(text) : createPublicKey({ key: jwk, format: 'jwk' });
    return key.export({ format: 'jwk' });
  } catch {
    return undefined;
  }
}
