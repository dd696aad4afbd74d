export {
  answerJson,
  answerStatus,
  type EvilAnswer,
  endless,
  endlessGzip,
  gzipBomb,
  hangUp,
  redirectTo,
  silence,
  trickle,
} from './answers.ts';
export { type EvilIssuer, startEvilIssuer } from './issuer.ts';
export { type Address, type EvilResolver, rebindingResolver } from './resolver.ts';
