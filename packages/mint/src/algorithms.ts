import { generateKeyPair, type KeyObject, sign } from 'node:crypto';
import { promisify } from 'node:util';
import { derToRaw } from './ecdsa.ts';

/** The algorithms this gateway can sign access tokens with (RFC 7518 §3.1, RFC 8037 §3.1). */
export const SIGNING_ALGORITHMS = ['ES256', 'ES384', 'RS256', 'EdDSA'] as const;

export type SigningAlgorithm = (typeof SIGNING_ALGORITHMS)[number];

/** What there is to know about one algorithm: how its keys are made, and how it signs. */
export interface Algorithm {
  /** A new private key. */
  readonly generate: () => Promise<KeyObject>;
  /** The JWS signature of `input`, raw. A promise only where the work is worth a thread of the pool. */
  readonly sign: (input: Buffer, key: KeyObject) => Buffer | Promise<Buffer>;
}

const generate = promisify(generateKeyPair);

/**
 * Keys are passed bare, never as `{ key, dsaEncoding }`: on Node 24 every options object costs an exception
 * inside `node:crypto`, which makes an ES256 signature almost twice as dear.
 * Elliptic-curve signing stays on the calling thread, where it is cheapest; RSA takes ten times as long and goes to the pool.
 */
export const ALGORITHMS: Readonly<Record<SigningAlgorithm, Algorithm>> = {
  ES256: {
    generate: async () => (await generate('ec', { namedCurve: 'P-256' })).privateKey,
    sign: (input, key) => derToRaw(sign('sha256', input, key), 32),
  },
  ES384: {
    generate: async () => (await generate('ec', { namedCurve: 'P-384' })).privateKey,
    sign: (input, key) => derToRaw(sign('sha384', input, key), 48),
  },
  RS256: {
    generate: async () => (await generate('rsa', { modulusLength: 2048 })).privateKey,
    sign: (input, key) => signInPool('sha256', input, key),
  },
  EdDSA: {
    generate: async () => (await generate('ed25519')).privateKey,
    sign: (input, key) => sign(null, input, key),
  },
};

export function isSigningAlgorithm(text: string): text is SigningAlgorithm {
  return Object.hasOwn(ALGORITHMS, text);
}

function signInPool(digest: string, input: Buffer, key: KeyObject): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    sign(digest, input, key, (error, signature) => (error === null ? resolve(signature) : reject(error)));
  });
}
