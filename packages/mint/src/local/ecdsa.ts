/**
 * Turns an ECDSA signature from the DER that OpenSSL writes (`SEQUENCE { INTEGER r, INTEGER s }`, RFC 3279 §2.2.3)
 * into the `r || s` that JWS wants (RFC 7518 §3.4), each number left-padded to `size` bytes.
 * For curves whose DER lengths fit one byte, that is up to P-384. Throws on anything else: the input is our own.
 */
export function derToRaw(der: Buffer, size: number): Buffer {
  const raw = Buffer.alloc(2 * size);
  const afterR = copyInteger(der, 2, raw, 0, size);
  const afterS = copyInteger(der, afterR, raw, size, size);
  if (der[0] !== 0x30 || der[1] !== der.length - 2 || afterS !== der.length)
    throw new RangeError('not a DER signature');
  return raw;
}

/** Copies the INTEGER at `start` right-aligned into `size` bytes at `offset`, and answers where it ended. */
function copyInteger(der: Buffer, start: number, raw: Buffer, offset: number, size: number): number {
  const length = der[start + 1] ?? 0;
  const end = start + 2 + length;
  const padding = Math.max(length - size, 0);
  if (der[start] !== 0x02 || length === 0 || padding > 1 || end > der.length)
    throw new RangeError('not a DER signature');
  der.copy(raw, offset + size - (length - padding), start + 2 + padding, end);
  return end;
}
