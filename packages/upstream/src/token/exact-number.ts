/**
 * Whether a JSON number, the bytes from `start` to `end`, is held by a double as it is written: the same decimal value comes back out, and an
 * integer is within ±(2^53 - 1), where neighbours can be told apart (RFC 7493 §2.2).
 */
export function isExactNumber(bytes: Buffer, start: number, end: number): boolean {
  if (end - start <= 15 && isDigits(bytes, start, end)) return true;
  const text = bytes.toString('latin1', start, end);
  const value = Number(text);
  if (!Number.isFinite(value)) return false;
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) return false;
  return canonical(text) === canonical(String(value));
}

function isDigits(bytes: Buffer, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const byte = bytes[at] ?? 0;
    if (byte < 0x30 || byte > 0x39) return false;
  }
  return true;
}

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

/** Sign, significant digits and the power of ten of the last of them: one spelling per decimal value. */
function canonical(text: string): string {
  const [, sign, whole = '', fraction = '', exponent = '0'] = DECIMAL.exec(text) ?? [];
  const digits = (whole + fraction).replace(/^0+/, '');
  const significant = digits.replace(/0+$/, '');
  if (significant === '') return '0';
  const power = Number(exponent) - fraction.length + (digits.length - significant.length);
  return `${sign}${significant}e${power}`;
}
