/** The last character of a group of two carries 2 bits, of three 4 bits; the rest must be zero (RFC 4648 §3.5). */
const LAST_OF_TWO = /[AQgw]$/;
const LAST_OF_THREE = /[AEIMQUYcgkosw048]$/;

/**
 * Whether a text of base64url characters is the one encoding of its bytes (RFC 7515 §2).
 * Does not look at the characters but the last.
 */
export function isCanonicalBase64url(text: string): boolean {
  switch (text.length % 4) {
    case 1:
      return false;
    case 2:
      return LAST_OF_TWO.test(text);
    case 3:
      return LAST_OF_THREE.test(text);
    default:
      return true;
  }
}
