import { err, type Result, TokenType } from '@cambio/oauth';
import type { DetectableSource, Environment, SourceFailure, SubjectToken, TokenSource } from './source.ts';
import { readToken } from './source.ts';

const NAME = 'environment-variable';

/** A token in an environment variable, put there by the platform: GitLab's `id_tokens`, CircleCI, … */
export function variableSource(variable: string, env: Environment): TokenSource {
  return {
    name: NAME,
    async token(): Promise<Result<SubjectToken, SourceFailure>> {
      const text = Object.hasOwn(env, variable) ? env[variable] : undefined;
      if (text !== undefined) return readToken(text, NAME, TokenType.jwt);
      return err({
        kind: 'source',
        source: NAME,
        reason: 'not_configured',
        detail: `${variable} is not set`,
      });
    },
  };
}

const VARIABLE = 'CAMBIO_SUBJECT_TOKEN';

/** The token in `CAMBIO_SUBJECT_TOKEN`. */
export const environmentVariable: DetectableSource = {
  name: NAME,
  detects: (env) => env[VARIABLE] !== undefined,
  open: (env) => variableSource(VARIABLE, env),
};
