/** Decodes base64url, or gives `undefined`. The bytes are good until it is called again. */
export type Decoder = (part: string) => Buffer | undefined;

/**
 * Makes a decoder of base64url without padding (RFC 7515 §2) for texts of at most `maxLength`. Of all texts that lenient
 * decoders read as the same bytes (Node's even takes `\u0141` for `A`), exactly one is accepted: the one that encoding
 * gives back. Nothing is no text.
 */
export function createDecoder(maxLength: number): Decoder {
  const scratch = Buffer.alloc(maxLength);
  return (part) => {
    const bytes = scratch.subarray(0, scratch.write(part, 'base64url'));
    return part !== '' && bytes.toString('base64url') === part ? bytes : undefined;
  };
}
