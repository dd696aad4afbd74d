import { err, type Result, TokenType } from '@cambio/oauth';
import type { DetectableSource, SourceFailure, SourceIo, SubjectToken, TokenSource } from './source.ts';
import { readToken } from './source.ts';

const NAME = 'file';

/** A token in a file, read anew for each use, since platforms replace it: Kubernetes' projected tokens, … */
export function fileSource(path: string, { readFile }: Pick<SourceIo, 'readFile'>): TokenSource {
  return {
    name: NAME,
    async token(): Promise<Result<SubjectToken, SourceFailure>> {
      const text = await readFile(path).catch(() => undefined);
      if (text !== undefined) return readToken(text, NAME, TokenType.jwt);
      return err({ kind: 'source', source: NAME, reason: 'unreadable', detail: `${path} cannot be read` });
    },
  };
}

const VARIABLE = 'CAMBIO_SUBJECT_TOKEN_FILE';

/** The file that `CAMBIO_SUBJECT_TOKEN_FILE` names. */
export const file: DetectableSource = {
  name: NAME,
  detects: (env) => env[VARIABLE] !== undefined,
  open: (env, io) => fileSource(env[VARIABLE] ?? '', io),
};
