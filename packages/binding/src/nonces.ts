import type { EpochSeconds } from '@cambio/oauth';
import { base64url, FlattenedSign, flattenedVerify } from 'jose';
import { decodeCanonical } from './base64url.ts';

/** Octets a secret has at least: as many as the MAC puts out (RFC 7518 §3.2). */
const SECRET_LENGTH = 32;

/** Seconds a nonce is handed out by default. */
const LIFETIME = 300;

const HEADER = { alg: 'HS256' } as const;

/** The steps whose nonces pass: this one, the one before, and the one after, for a replica whose clock is ahead. */
const ACCEPTED_STEPS = [0, -1, 1] as const;

/** Server-provided nonces (RFC 9449 §8). */
export interface Nonces {
  /** What to send as `DPoP-Nonce`. */
  current(): Promise<string>;
  /** Whether `nonce` came from here, or from a replica with the same secret, and is fresh. */
  check(nonce: string): Promise<boolean>;
}

export interface NonceOptions {
  /** At least 32 random octets, the same on all replicas; used for nothing else. */
  readonly secret: Uint8Array;
  readonly now: () => EpochSeconds;
  /** Seconds a nonce is handed out, 300 by default. It passes for as long again. */
  readonly lifetime?: number;
}

/**
 * Nonces that nobody has to remember: each is the HMAC of a time step, so every replica that knows the secret makes and
 * accepts the same ones. A nonce limits how long a proof can be made ahead; it is not used up by being used.
 */
export function createNonces({ secret, now, lifetime = LIFETIME }: NonceOptions): Nonces {
  if (secret.length < SECRET_LENGTH) throw new TypeError(`a secret of ${SECRET_LENGTH} octets is needed`);
  if (!(lifetime > 0)) throw new TypeError('a lifetime is positive');
  const step = () => Math.floor(now() / lifetime);
  return {
    async current() {
      const signer = new FlattenedSign(textOf(step())).setProtectedHeader(HEADER);
      return (await signer.sign(secret)).signature;
    },
    async check(nonce) {
      if (decodeCanonical(nonce) === undefined) return false;
      const current = step();
      const matches = ACCEPTED_STEPS.map((offset) => isOfStep(nonce, current + offset, secret));
      return (await Promise.all(matches)).includes(true);
    },
  };
}

async function isOfStep(nonce: string, step: number, secret: Uint8Array): Promise<boolean> {
  const jws = { protected: PROTECTED, payload: base64url.encode(textOf(step)), signature: nonce };
  return flattenedVerify(jws, secret, { algorithms: [HEADER.alg] }).then(
    () => true,
    () => false,
  );
}

const PROTECTED = base64url.encode(JSON.stringify(HEADER));

function textOf(step: number): Uint8Array {
  return new TextEncoder().encode(`dpop-nonce:${step}`);
}
