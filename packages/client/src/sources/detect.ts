import { environmentVariable } from './environment-variable.ts';
import { file } from './file.ts';
import { githubActions } from './github-actions.ts';
import type { DetectableSource, Environment, SourceIo, TokenSource } from './source.ts';

/** In the order they are looked for: what somebody set on purpose before what the platform offers. */
const detectableSources: readonly DetectableSource[] = [environmentVariable, file, githubActions];

/** The token source this environment offers; `undefined` where there is none. Reads nothing but `env`. */
export function detectSource(env: Environment, io: SourceIo): TokenSource | undefined {
  return detectableSources.find((source) => source.detects(env))?.open(env, io);
}
