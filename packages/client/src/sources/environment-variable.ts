import type { Result } from '@cambio/oauth';
import {
  failed,
  readToken,
  type SourceFailure,
  type SourceIo,
  type SourceKind,
  type SubjectToken,
  type TokenSource,
} from './source.ts';

const NAME = 'environment-variable';

/** A token in an environment variable, put there by the platform or by somebody. */
export function variableSource(
  variable: string,
  { env }: Pick<SourceIo, 'env'>,
  { name = NAME, missing = '' }: { readonly name?: string; readonly missing?: string } = {},
): TokenSource {
  return {
    name,
    async token(): Promise<Result<SubjectToken, SourceFailure>> {
      const text = Object.hasOwn(env, variable) ? env[variable] : undefined;
      if (text !== undefined) return readToken(text, name);
      return failed(name, 'not_configured', `${variable} is not set${missing}`);
    },
  };
}

const VARIABLE = 'CAMBIO_SUBJECT_TOKEN';

/** The token in `CAMBIO_SUBJECT_TOKEN`. */
export const environmentVariable: SourceKind = {
  name: NAME,
  where: VARIABLE,
  detects: ({ env }) => env[VARIABLE] !== undefined,
  open: (io) => variableSource(VARIABLE, io),
};
