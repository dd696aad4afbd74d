import { err, ok, type Result, type TokenType } from '@cambio/oauth';

/** Where a workload's own token comes from. */
export interface TokenSource {
  /** For people: `github-actions`, `file`, … */
  readonly name: string;
  /** A token whose audience is `audience`, where the source can choose it. Fresh with each call, where it can. */
  token(audience: string): Promise<Result<SubjectToken, SourceFailure>>;
}

export interface SubjectToken {
  readonly token: string;
  readonly type: TokenType;
}

/** Why a source gave no token. `detail` is for people and never holds a token. */
export interface SourceFailure {
  readonly kind: 'source';
  readonly source: string;
  readonly reason: 'not_configured' | 'unreadable' | 'unavailable' | 'refused' | 'malformed';
  readonly detail: string;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** What sources reach the outside through. */
export interface SourceIo {
  readonly fetch: typeof fetch;
  /** Rejects where the file cannot be read. */
  readonly readFile: (path: string) => Promise<string>;
}

/** A source that can tell from the environment that it is there. */
export interface DetectableSource {
  readonly name: string;
  detects(env: Environment): boolean;
  /** Never fails: a source that lacks something says so when it is asked for a token. */
  open(env: Environment, io: SourceIo): TokenSource;
}

/** Text read from outside as a compact token: white space around it is dropped, anything else refused. */
export function readToken(
  text: string,
  source: string,
  type: TokenType,
): Result<SubjectToken, SourceFailure> {
  const token = text.trim();
  if (/^[\w.~+/=-]+$/.test(token)) return ok({ token, type });
  const detail = token === '' ? 'it is empty' : 'it does not hold a token';
  return err({ kind: 'source', source, reason: 'malformed', detail });
}
