export { type FixedClock, fixedClock, SAMPLE_TIME } from './clock.ts';
export {
  algNone,
  decode,
  embeddedKey,
  hs256WithPublicKey,
  tamper,
  tamperHeader,
  tamperSignature,
  wrongKey,
} from './forge.ts';
export { freePort } from './free-port.ts';
export {
  type Platform,
  type PlatformOptions,
  type PlatformShape,
  type RunningIssuer,
  startIssuer,
} from './issuer/issuer.ts';
export {
  type Algorithm,
  createKeyRing,
  generateKey,
  type KeyRing,
  type PublicJwk,
  type SigningKey,
} from './issuer/keys.ts';
export { type Changes, change, sign, signText } from './issuer/token.ts';
export { LOOPBACK_TLS } from './loopback-tls.ts';
export { type AzureOptions, type AzurePlatform, startAzurePlatform } from './platforms/azure.ts';
export {
  type GitHubPlatform,
  type JobEnvironment,
  type SubjectFormat,
  startGitHubPlatform,
} from './platforms/github.ts';
export { type GitLabPlatform, startGitLabPlatform } from './platforms/gitlab.ts';
export { type GoogleOptions, type GooglePlatform, startGooglePlatform } from './platforms/google.ts';
export { type IdentityProvider, type Person, startIdentityProvider } from './platforms/identity-provider.ts';
export {
  type KubernetesOptions,
  type KubernetesPlatform,
  type ProjectedToken,
  startKubernetesPlatform,
  type TokenMount,
} from './platforms/kubernetes.ts';
export { type SpiffeOptions, type SpiffePlatform, startSpiffePlatform } from './platforms/spiffe.ts';
export {
  type Answer,
  createRoutes,
  type ListenOptions,
  listen,
  type Route,
  type Routes,
  type RunningServer,
} from './server.ts';
export { uuidAt } from './uuid.ts';
export { verifyWithRemoteKeys } from './verify-issued.ts';
