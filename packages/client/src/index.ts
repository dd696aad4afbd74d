export { type Answer, ask, type NoAnswer } from './answer.ts';
export { type ExchangeIo, type ExchangeRequest, exchange } from './exchange.ts';
export type { ExchangeError, GatewayUnusable, Refused, UnexpectedAnswer } from './failure.ts';
export type { AccessToken, VerifiedToken } from './resource-server/access-token.ts';
export type { Challenge } from './resource-server/challenge.ts';
export type { PresentedRequest, Scheme } from './resource-server/credentials.ts';
export { presentedRequest } from './resource-server/fetch-request.ts';
export type { IntrospectionOptions } from './resource-server/introspection.ts';
export {
  bearerToken,
  type CallerProof,
  type ClientKey,
  type IntrospectionCredential,
  privateKeyJwt,
} from './resource-server/introspection-credential.ts';
export type { Refusal } from './resource-server/refusal.ts';
export { createReplayMemory } from './resource-server/replay-memory.ts';
export {
  createResourceServer,
  type DpopOptions,
  type ResourceServer,
  type ResourceServerIo,
  type ResourceServerOptions,
} from './resource-server/resource-server.ts';
export { checkScopes } from './resource-server/scopes.ts';
export { ACCESS_TOKEN_ALGORITHMS, type AccessTokenAlgorithm } from './resource-server/verify-token.ts';
export { type RevokeError, revoke } from './revoke.ts';
export { detectSource } from './sources/detect.ts';
export { variableSource } from './sources/environment-variable.ts';
export { fileSource } from './sources/file.ts';
export { githubActionsSource } from './sources/github-actions.ts';
export type { Environment, SourceFailure, SourceIo, SubjectToken, TokenSource } from './sources/source.ts';
export { stdinSource } from './sources/stdin.ts';
export type { ExchangedToken } from './token-answer.ts';
