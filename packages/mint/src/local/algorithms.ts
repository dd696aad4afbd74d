import { generateKeyPair, type KeyObject, sign } from 'node:crypto';
import { promisify } from 'node:util';
import { ok, type Result } from '@cambio/oauth';
import { bounded } from '../bounded.ts';
import type { Signature } from '../keeper.ts';
import type { SigningAlgorithm } from '../signing-algorithm.ts';
import { derToRaw } from './ecdsa.ts';

/** How the keys of one algorithm are made, and how they sign. */
export interface Algorithm {
  /** A new private key. */
  readonly generate: () => Promise<KeyObject>;
  readonly sign: (input: Buffer, key: KeyObject) => Signature;
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
    sign: (input, key) => ok(derToRaw(sign('sha256', input, key), 32)),
  },
  ES384: {
    generate: async () => (await generate('ec', { namedCurve: 'P-384' })).privateKey,
    sign: (input, key) => ok(derToRaw(sign('sha384', input, key), 48)),
  },
  RS256: {
    generate: async () => (await generate('rsa', { modulusLength: 2048 })).privateKey,
    sign: (input, key) => inPool(() => signOnThread('sha256', input, key)),
  },
  EdDSA: {
    generate: async () => (await generate('ed25519')).privateKey,
    sign: (input, key) => ok(sign(null, input, key)),
  },
};

/**
 * The pool has four threads, for the whole process, and files and name look-ups need them too: more signatures at a time
 * would only keep these waiting. A full line is about a second of RSA.
 */
const inPool = bounded({ running: 4, waiting: 4096 });

function signOnThread(digest: string, input: Buffer, key: KeyObject): Promise<Result<Buffer, never>> {
  return new Promise((resolve, reject) => {
    sign(digest, input, key, (error, signature) => (error === null ? resolve(ok(signature)) : reject(error)));
  });
}
