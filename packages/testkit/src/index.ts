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
export {
  type GitHubPlatform,
  type JobEnvironment,
  type SubjectFormat,
  startGitHubPlatform,
} from './platforms/github.ts';
export {
  type Answer,
  createRoutes,
  type ListenOptions,
  listen,
  type Route,
  type Routes,
  type RunningServer,
} from './server.ts';
