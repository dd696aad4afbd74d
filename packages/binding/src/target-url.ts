/** An absolute http URL of printable ASCII, without the back slashes and white space that parsers put up with. */
const HTTP_URL = /^https?:\/\/[!-[\]-~]+$/i;

/**
 * Whether a proof's `htu` names `url` (RFC 9449 §4.3 check 9). Both are compared without query and fragment after the
 * syntax normalisation of RFC 3986 §6.2.2 and §6.2.3: case of scheme and host, default port, dot segments, and percent
 * codes of characters that need none. A trailing slash, another path, another scheme: another URL.
 */
export function namesTarget(htu: string, url: string): boolean {
  const named = normalise(htu);
  return named !== undefined && named === normalise(url);
}

function normalise(text: string): string | undefined {
  if (!HTTP_URL.test(text) || !URL.canParse(text)) return undefined;
  const { origin, pathname, username, password } = new URL(text);
  if (username !== '' || password !== '') return undefined;
  return origin + pathname.replaceAll(/%[0-9a-f]{2}/gi, normaliseCode);
}

function normaliseCode(code: string): string {
  const character = String.fromCharCode(Number.parseInt(code.slice(1), 16));
  return /[A-Za-z0-9._~-]/.test(character) ? character : code.toUpperCase();
}
