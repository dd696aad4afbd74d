import { type JsonObject, TokenType } from '@cambio/oauth';

/**
 * Whether a token is of the kind it was announced as (RFC 8693 §3): the type names how it is validated.
 * One that says it is an access token (`at+jwt`, RFC 9068 §2.1) goes by that name and no other, and nothing else goes
 * by it. An ID token has the claims every ID token has (OpenID Connect Core 1.0 §2); `jwt` asks nothing more.
 */
export function isAnnouncedKind(as: TokenType, typ: string | undefined, payload: JsonObject): boolean {
  const isAccessToken = typ?.endsWith('at+jwt') === true;
  switch (as) {
    case TokenType.accessToken:
      return isAccessToken;
    case TokenType.idToken:
      return (
        !isAccessToken && ['iss', 'sub', 'aud', 'exp', 'iat'].every((claim) => payload[claim] !== undefined)
      );
    case TokenType.jwt:
      return !isAccessToken;
  }
}
