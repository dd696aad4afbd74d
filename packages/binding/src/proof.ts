import { z } from 'zod';
import { decodeCanonical } from './base64url.ts';
import { PROOF_ALGORITHMS, type ProofAlgorithm, type ProofKey, readProofKey } from './proof-key.ts';

/** Characters. A proof by the largest accepted key, with every claim at its longest, fits. */
const MAX_PROOF = 8192;
const MAX_JTI = 256;
const MAX_URL = 2048;
const MAX_NONCE = 256;

const header = z.object({
  typ: z.literal('dpop+jwt'),
  alg: z.enum(PROOF_ALGORITHMS),
  jwk: z.unknown(),
  crit: z.undefined().optional(),
});

const claims = z.object({
  jti: z.string().min(1).max(MAX_JTI),
  htm: z.string().min(1),
  htu: z.string().min(1).max(MAX_URL),
  iat: z.number(),
  ath: z.string().exactOptional(),
  nonce: z.string().max(MAX_NONCE).exactOptional(),
});

/** What a proof says (RFC 9449 §4.2), before its signature has been looked at. */
export interface Proof {
  readonly algorithm: ProofAlgorithm;
  readonly key: ProofKey;
  readonly claims: z.output<typeof claims>;
}

/**
 * Reads one compact JWT as a DPoP proof (RFC 9449 §4.3 checks 1 to 5 and 7): size, three canonical base64url parts,
 * `typ`, a listed `alg`, no `crit`, a public `jwk` for that algorithm, and the required claims within their caps.
 * `undefined` for anything else, several proofs joined by commas included. Checks no signature.
 */
export function readProof(text: string): Proof | undefined {
  if (text.length > MAX_PROOF) return undefined;
  const parts = text.split('.');
  const [head = '', payload = '', signature = ''] = parts;
  if (parts.length !== 3 || decodeCanonical(signature) === undefined) return undefined;

  const { alg, jwk } = header.safeParse(readJson(head)).data ?? {};
  const said = claims.safeParse(readJson(payload)).data;
  if (alg === undefined || said === undefined) return undefined;

  const key = readProofKey(jwk, alg);
  return key && { algorithm: alg, key, claims: said };
}

function readJson(part: string): unknown {
  const octets = decodeCanonical(part);
  if (octets === undefined) return undefined;
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(octets));
  } catch {
    return undefined;
  }
}
