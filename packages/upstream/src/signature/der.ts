const SEQUENCE = 0x30;
const INTEGER = 0x02;

/**
 * An ECDSA signature as JOSE writes it, `r` and `s` side by side in `width` octets each (RFC 7518 §3.4), as the DER
 * that OpenSSL reads. `undefined` when it does not have exactly that length.
 */
export function derSignature(raw: Buffer, width: number): Buffer | undefined {
  if (raw.length !== 2 * width) return undefined;
  const r = trimmed(raw, 0, width);
  const s = trimmed(raw, width, 2 * width);
  const content = integerLength(r) + integerLength(s);
  // Only P-521 needs the long form of the length.
  const prefix = content < 0x80 ? [SEQUENCE, content] : [SEQUENCE, 0x81, content];
  const der = Buffer.alloc(prefix.length + content);
  der.set(prefix);
  const middle = writeInteger(der, prefix.length, r);
  writeInteger(der, middle, s);
  return der;
}

/** Without leading zeros, but one octet at least. */
function trimmed(raw: Buffer, start: number, end: number): Buffer {
  let first = start;
  while (first < end - 1 && raw[first] === 0) first++;
  return raw.subarray(first, end);
}

/** DER integers are signed: one whose top bit is set gets a zero in front. */
function needsZero(magnitude: Buffer): boolean {
  return (magnitude[0] ?? 0) >= 0x80;
}

function integerLength(magnitude: Buffer): number {
  return 2 + (needsZero(magnitude) ? 1 : 0) + magnitude.length;
}

function writeInteger(der: Buffer, at: number, magnitude: Buffer): number {
  const end = at + integerLength(magnitude);
  der[at] = INTEGER;
  der[at + 1] = end - at - 2;
  der.set(magnitude, end - magnitude.length);
  return end;
}
