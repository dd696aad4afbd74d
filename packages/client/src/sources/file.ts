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

const NAME = 'file';

/** A token in a file, read anew for each use, since platforms replace it. */
export function fileSource(
  path: string,
  { readFile }: Pick<SourceIo, 'readFile'>,
  { name = NAME, missing = '' }: { readonly name?: string; readonly missing?: string } = {},
): TokenSource {
  return {
    name,
    async token(): Promise<Result<SubjectToken, SourceFailure>> {
      const text = await readFile(path).catch(() => undefined);
      if (text !== undefined) return readToken(text, name);
      return failed(name, 'unreadable', `${path} cannot be read${missing}`);
    },
  };
}

const VARIABLE = 'CAMBIO_SUBJECT_TOKEN_FILE';

/** The file that `CAMBIO_SUBJECT_TOKEN_FILE` names. */
export const file: SourceKind = {
  name: NAME,
  where: VARIABLE,
  detects: ({ env }) => env[VARIABLE] !== undefined,
  open: (io) => fileSource(io.env[VARIABLE] ?? '', io),
};
