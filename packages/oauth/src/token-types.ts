/** Token type identifiers (RFC 8693 §3) this product understands. */
export const TokenType = {
  accessToken: 'urn:ietf:params:oauth:token-type:access_token',
  idToken: 'urn:ietf:params:oauth:token-type:id_token',
  jwt: 'urn:ietf:params:oauth:token-type:jwt',
} as const;

export type TokenType = (typeof TokenType)[keyof typeof TokenType];

const KNOWN: ReadonlySet<string> = new Set(Object.values(TokenType));

export function isTokenType(text: string): text is TokenType {
  return KNOWN.has(text);
}
