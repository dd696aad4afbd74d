/** Decodes base64url, or gives `undefined`. The bytes are good until it is called again. */
export type Decoder = (part: string) => Buffer | undefined;

/** The last character of two carries 2 bits, of three 4 bits; the rest must be zero (RFC 4648 §3.5). */
const LAST_OF_TWO = 'AQgw';
const LAST_OF_THREE = 'AEIMQUYcgkosw048';

/**
 * Makes a decoder of base64url without padding (RFC 7515 §2) for ASCII texts of at most `maxLength`. Of all texts that
 * lenient decoders read as the same bytes, exactly one is accepted: the one that encoding would give back.
 *
 * Encoding again and comparing would say the same and costs ten times as much. Node's decoder stops at `=`, skips what
 * is in no alphabet, and then gives fewer bytes than the length of the text promises; what it lets pass is plain
 * base64 and stray bits at the end. Beyond ASCII it reads the low byte of a character: it takes `\u0141` for `A`.
 */
export function createDecoder(maxLength: number): Decoder {
  const scratch = Buffer.alloc(maxLength);
  return (part) => {
    const length = scratch.write(part, 'base64url');
    const isWhole = part !== '' && length === Math.floor((part.length * 3) / 4);
    return isWhole && !isPlainBase64(part) && endsClean(part) ? scratch.subarray(0, length) : undefined;
  };
}

function isPlainBase64(part: string): boolean {
  return part.includes('+') || part.includes('/');
}

function endsClean(part: string): boolean {
  const last = part.charAt(part.length - 1);
  switch (part.length % 4) {
    case 1:
      return false;
    case 2:
      return LAST_OF_TWO.includes(last);
    case 3:
      return LAST_OF_THREE.includes(last);
    default:
      return true;
  }
}
