import { base64url } from 'jose';

/**
 * The octets of base64url text in its one canonical form (RFC 7515 §2): no padding, no white space, no stray bits in
 * the last character. Two spellings of one value would be two keys to whoever compares them as text.
 */
export function decodeCanonical(text: string): Uint8Array | undefined {
  if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) return undefined;
  const octets = base64url.decode(text);
  return base64url.encode(octets) === text ? octets : undefined;
}

/** base64url of the SHA-256 of some octets, or of a text's ASCII: 43 characters. */
export async function sha256(input: string | Uint8Array<ArrayBuffer>): Promise<string> {
  const octets = typeof input === 'string' ? new TextEncoder().encode(input) : input;
  return base64url.encode(new Uint8Array(await crypto.subtle.digest('SHA-256', octets)));
}
