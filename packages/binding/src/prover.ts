import type { EpochSeconds } from '@cambio/oauth';
import { type DpopKey, makeDpopProof } from './make-proof.ts';

export interface ProverOptions {
  readonly key: DpopKey;
  readonly now: () => EpochSeconds;
}

/** What one proof is for. */
export interface Proven {
  readonly method: string;
  readonly url: string;
  /** The access token the request carries; absent at a token endpoint. */
  readonly accessToken?: string;
}

/** Makes the proofs of one caller, a fresh one for each request, with the nonce each server wants (RFC 9449 §8.2). */
export interface Prover {
  prove(request: Proven): Promise<string>;
  /** Takes over the `DPoP-Nonce` that an answer from `url` carried; the next proof for that server has it. */
  remember(url: string, nonce: string): void;
}

/** How many servers' nonces are kept; a caller has a handful. */
const SERVERS = 100;

export function createProver({ key, now }: ProverOptions): Prover {
  const nonces = new Map<string, string>();
  return {
    prove(request) {
      const nonce = nonces.get(new URL(request.url).origin);
      const known = nonce === undefined ? {} : { nonce };
      return makeDpopProof({ ...request, ...known, key, now: now(), jti: crypto.randomUUID() });
    },
    remember(url, nonce) {
      if (nonces.size >= SERVERS) nonces.clear();
      nonces.set(new URL(url).origin, nonce);
    },
  };
}
