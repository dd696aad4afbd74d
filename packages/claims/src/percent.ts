const UNRESERVED = /^[A-Za-z0-9._~-]*$/;

const LONE_SURROGATE = /[\ud800-\udfff]/u;

/**
 * Percent-encodes all but `A-Z a-z 0-9 . _ ~ -` (the unreserved characters of RFC 3986 §2.3) as UTF-8, so that text
 * taken from a token can never forge a separator. Different texts stay different: a lone surrogate, which UTF-8
 * cannot carry, becomes `%u` and its four digits. Never throws.
 */
export function percentEncode(text: string): string {
  if (UNRESERVED.test(text)) return text;
  return text.isWellFormed() ? encodeWellFormed(text) : Array.from(text, encodeCharacter).join('');
}

function encodeCharacter(character: string): string {
  if (!LONE_SURROGATE.test(character)) return encodeWellFormed(character);
  return `%u${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

function encodeWellFormed(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
