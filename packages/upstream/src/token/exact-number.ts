/**
 * Whether a JSON number is held by a double as it is written: the same decimal value comes back out, and an
 * integer is within ±(2^53 - 1), where neighbours can be told apart (RFC 7493 §2.2).
 */
export function isExactNumber(text: string): boolean {
  if (SMALL_INTEGER.test(text)) return true;
  const value = Number(text);
  if (!Number.isFinite(value)) return false;
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) return false;
  return canonical(text) === canonical(String(value));
}

/** Nearly every number of a token. */
const SMALL_INTEGER = /^\d{1,15}$/;

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
