/** The algorithms this gateway can sign access tokens with (RFC 7518 §3.1, RFC 8037 §3.1). */
export const SIGNING_ALGORITHMS = ['ES256', 'ES384', 'RS256', 'EdDSA'] as const;

export type SigningAlgorithm = (typeof SIGNING_ALGORITHMS)[number];

export function isSigningAlgorithm(text: string): text is SigningAlgorithm {
  return SIGNING_ALGORITHMS.some((algorithm) => algorithm === text);
}
