export { createDpopKey, createProver, type DpopKey, makeDpopProof, type Prover } from '@cambio/binding';
export { type Answer, ask, type NoAnswer } from './answer.ts';
export { describeCause, describeFailure } from './describe.ts';
export { isSafe } from './discover.ts';
export { type ExchangeIo, type ExchangeRequest, exchange } from './exchange.ts';
export type { ExchangeError, GatewayUnusable, Refused, UnexpectedAnswer } from './failure.ts';
export { createFetch, type FetchOptions } from './fetch/create-fetch.ts';
export { NoTokenError } from './fetch/no-token.ts';
export type { LikelyCause } from './likely-cause.ts';
export type { HeldToken } from './provider/held-token.ts';
export {
  type ProviderError,
  type ProviderIo,
  type ProviderOptions,
  type TokenProvider,
  tokenProvider,
} from './provider/token-provider.ts';
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
export { awsStsSource, stsEndpoint } from './sources/aws-sts.ts';
export { awsWebIdentitySource } from './sources/aws-web-identity.ts';
export { azureDevopsSource } from './sources/azure-devops.ts';
export { azureManagedIdentitySource } from './sources/azure-managed-identity.ts';
export { azureWorkloadIdentitySource } from './sources/azure-workload-identity.ts';
export { bitbucketSource } from './sources/bitbucket.ts';
export { buildkiteSource } from './sources/buildkite.ts';
export { circleciSource } from './sources/circleci.ts';
export { type OwnClaims, readClaims } from './sources/claims.ts';
export { type Command, commandSource } from './sources/command.ts';
export { detectSource, isSourceName, type NoSource, openSource } from './sources/detect.ts';
export { edgeIo } from './sources/edge-io.ts';
export { variableSource } from './sources/environment-variable.ts';
export { fileSource } from './sources/file.ts';
export { githubActionsSource } from './sources/github-actions.ts';
export { gitlabSource } from './sources/gitlab.ts';
export { googleSource } from './sources/google.ts';
export { kubernetesSource } from './sources/kubernetes.ts';
export { SOURCE_NAMES, type SourceName } from './sources/names.ts';
export type {
  Environment,
  Ran,
  SourceFailure,
  SourceIo,
  SubjectToken,
  TokenSource,
} from './sources/source.ts';
export { spiffeSource } from './sources/spiffe.ts';
export { stdinSource } from './sources/stdin.ts';
export { terraformCloudSource } from './sources/terraform-cloud.ts';
export type { Target } from './target.ts';
export type { ExchangedToken } from './token-answer.ts';
