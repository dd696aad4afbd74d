export {
  type AccessTokenClaims,
  type Actor,
  accessTokenPayload,
  type Confirmation,
  RESERVED_CLAIMS,
} from './access-token.ts';
export type { Brand, DecisionId, Digest, EpochSeconds } from './brand.ts';
export { type ErrorBody, type OAuthErrorCode, statusOf } from './errors.ts';
export { GrantType, JWT_BEARER_ASSERTION } from './grants.ts';
export type { ActiveToken, IntrospectionResponse } from './introspection-response.ts';
export { isJsonObject, type JsonArray, type JsonObject, type JsonValue } from './json.ts';
export { isLoopback } from './loopback.ts';
export { type Err, err, type Ok, ok, type Result } from './result.ts';
export { formatScope, isScopeToken, parseScope } from './scope.ts';
export type { TokenResponse } from './token-response.ts';
export { isTokenType, TokenType } from './token-types.ts';
